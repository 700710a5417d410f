# Finds libmd: the target LibMd::md, linked statically where that can be had.
find_path(LibMd_INCLUDE_DIR sha2.h)
find_library(LibMd_LIBRARY NAMES libmd.a md)
mark_as_advanced(LibMd_INCLUDE_DIR LibMd_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibMd REQUIRED_VARS LibMd_LIBRARY LibMd_INCLUDE_DIR)

if(LibMd_FOUND AND NOT TARGET LibMd::md)
    add_library(LibMd::md UNKNOWN IMPORTED)
    set_target_properties(LibMd::md PROPERTIES
        IMPORTED_LOCATION "${LibMd_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LibMd_INCLUDE_DIR}")
endif()
