# How this project's own targets are compiled: warnings, sanitizers, clang-tidy, ccache.

if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SOCSHIFT_CCACHE ccache)
    if(SOCSHIFT_CCACHE)
        # What ccache needs to cache the precompiled headers of the tests as well.
        set(CMAKE_CXX_COMPILER_LAUNCHER
            "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
            "${SOCSHIFT_CCACHE}")
    endif()
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
endif()
if(SOCSHIFT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(socshift_options INTERFACE)
target_compile_options(socshift_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wold-style-cast -Wnon-virtual-dtor -Wswitch-enum
    # g++ 12 suspects inlined code of libstdc++ (bug 105651) and of Boost.Graph when it optimises.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>
    $<$<BOOL:${SOCSHIFT_WARNINGS_AS_ERRORS}>:-Werror>)

# socshift_own(target...): compile these targets by the rules of this project.
function(socshift_own)
    foreach(target IN LISTS ARGN)
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:socshift_options>)
        # Builds `all_verify_interface_header_sets`: every header of every file set, alone.
        set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    endforeach()
endfunction()
