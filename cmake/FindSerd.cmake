# Finds serd, which reads Turtle: the target Serd::serd.
find_path(Serd_INCLUDE_DIR serd/serd.h PATH_SUFFIXES serd-0)
find_library(Serd_LIBRARY NAMES serd-0)
mark_as_advanced(Serd_INCLUDE_DIR Serd_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Serd REQUIRED_VARS Serd_LIBRARY Serd_INCLUDE_DIR)

if(Serd_FOUND AND NOT TARGET Serd::serd)
    add_library(Serd::serd UNKNOWN IMPORTED)
    set_target_properties(Serd::serd PROPERTIES
        IMPORTED_LOCATION "${Serd_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Serd_INCLUDE_DIR}")
endif()
