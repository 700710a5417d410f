# How this project's own targets are compiled: several sources at a time, warnings, sanitizers,
# clang-tidy, ccache.

# Most of what a compiler does with a source is reading the same headers again. So sources of a target
# are compiled in batches, in a third of the time. What a source has for itself alone must then have
# another name than what its neighbours have: as it should, whoever reads both.
set(SOCSHIFT_ROOM_BATCH 8 CACHE STRING
    "Sources of a room of the engine that are compiled at a time; 0: all of them")
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_UNITY_BUILD)
    set(CMAKE_UNITY_BUILD ON)
    set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SOCSHIFT_CCACHE ccache)
    if(SOCSHIFT_CCACHE)
        # What ccache needs to cache the precompiled headers of the tests as well.
        set(CMAKE_CXX_COMPILER_LAUNCHER
            "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
            "${SOCSHIFT_CCACHE}")
    endif()
endif()

# Binaries do not depend on where the sources are, and one compiler cache serves all checkouts.
option(SOCSHIFT_MAP_PATHS "Name sources from the root of the project in binaries" ON)
if(PROJECT_IS_TOP_LEVEL AND SOCSHIFT_MAP_PATHS)
    add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
endif()

if(SOCSHIFT_CLANG_TIDY)
    find_program(SOCSHIFT_CLANG_TIDY_PROGRAM NAMES clang-tidy-14 clang-tidy REQUIRED)
    set(CMAKE_CXX_CLANG_TIDY "${SOCSHIFT_CLANG_TIDY_PROGRAM}" --quiet)
endif()

if(SOCSHIFT_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "SOCSHIFT_FUZZ needs clang, found ${CMAKE_CXX_COMPILER_ID}")
endif()

# Sanitizers go on the whole build: half an instrumented program finds half the errors.
if(SOCSHIFT_SANITIZE)
    add_compile_options("-fsanitize=${SOCSHIFT_SANITIZE}" -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    add_link_options("-fsanitize=${SOCSHIFT_SANITIZE}")
    # A dozen programs with debug information: another linker takes a fraction of the time.
    find_program(SOCSHIFT_LLD NAMES ld.lld-14 ld.lld)
    if(SOCSHIFT_LLD AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        add_link_options("--ld-path=${SOCSHIFT_LLD}")
    endif()
endif()
if(SOCSHIFT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(socshift_options INTERFACE)
target_compile_options(socshift_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Wswitch-enum
    # A batch of sources looks to g++ like headers that have unnamed namespaces.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>
    # g++ 12 suspects inlined code of libstdc++ (bug 105651) and of Boost.Graph when it optimises.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>
    $<$<BOOL:${SOCSHIFT_WARNINGS_AS_ERRORS}>:-Werror>)

# socshift_own(target...): compile these targets by the rules of this project.
function(socshift_own)
    foreach(target IN LISTS ARGN)
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:socshift_options>)
    endforeach()
endfunction()
