# Finds zstd: the target Zstd::zstd, as MiniZip. A program takes the static library where that can be
# had; a module that is loaded takes the shared one, since Debian's static one is not position
# independent.
find_path(Zstd_INCLUDE_DIR zstd.h)
find_library(Zstd_LIBRARY NAMES libzstd.a zstd)
find_library(Zstd_SHARED_LIBRARY NAMES zstd)
mark_as_advanced(Zstd_INCLUDE_DIR Zstd_LIBRARY Zstd_SHARED_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Zstd REQUIRED_VARS Zstd_LIBRARY Zstd_INCLUDE_DIR)

if(Zstd_FOUND AND NOT TARGET Zstd::zstd)
    if(NOT Zstd_SHARED_LIBRARY)
        set(Zstd_SHARED_LIBRARY "${Zstd_LIBRARY}")
    endif()
    add_library(Zstd::zstd INTERFACE IMPORTED)
    set(is_program "$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>")
    set_target_properties(Zstd::zstd PROPERTIES
        INTERFACE_LINK_LIBRARIES "$<IF:${is_program},${Zstd_LIBRARY},${Zstd_SHARED_LIBRARY}>"
        INTERFACE_INCLUDE_DIRECTORIES "${Zstd_INCLUDE_DIR}")
    unset(is_program)
endif()
