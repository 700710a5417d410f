# Finds libzip: the target LibZip::zip. Debian's own libzip-config.cmake also imports the programs
# zipcmp, zipmerge and ziptool, which are in other packages, and fails without them.
find_path(LibZip_INCLUDE_DIR zip.h)
find_path(LibZip_CONF_INCLUDE_DIR zipconf.h)
find_library(LibZip_LIBRARY zip)
mark_as_advanced(LibZip_INCLUDE_DIR LibZip_CONF_INCLUDE_DIR LibZip_LIBRARY)

if(LibZip_CONF_INCLUDE_DIR)
    file(STRINGS "${LibZip_CONF_INCLUDE_DIR}/zipconf.h" LibZip_VERSION
        REGEX "^#define LIBZIP_VERSION \"")
    string(REGEX REPLACE ".*\"([^\"]*)\".*" "\\1" LibZip_VERSION "${LibZip_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibZip
    REQUIRED_VARS LibZip_LIBRARY LibZip_INCLUDE_DIR LibZip_CONF_INCLUDE_DIR
    VERSION_VAR LibZip_VERSION)

if(LibZip_FOUND AND NOT TARGET LibZip::zip)
    add_library(LibZip::zip UNKNOWN IMPORTED)
    set_target_properties(LibZip::zip PROPERTIES
        IMPORTED_LOCATION "${LibZip_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LibZip_INCLUDE_DIR};${LibZip_CONF_INCLUDE_DIR}")
endif()
