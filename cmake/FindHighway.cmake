# Finds the headers of Highway: the target Highway::headers. Its own package brings its library, which
# is not linked: see docs/design/dependencies.md.
find_path(Highway_INCLUDE_DIR hwy/highway.h)
mark_as_advanced(Highway_INCLUDE_DIR)

if(Highway_INCLUDE_DIR)
    file(STRINGS "${Highway_INCLUDE_DIR}/hwy/highway.h" Highway_VERSION_LINES
        REGEX "^#define HWY_(MAJOR|MINOR|PATCH) [0-9]+")
    string(REGEX MATCHALL "[0-9]+" Highway_VERSION "${Highway_VERSION_LINES}")
    list(JOIN Highway_VERSION "." Highway_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Highway
    REQUIRED_VARS Highway_INCLUDE_DIR
    VERSION_VAR Highway_VERSION)

if(Highway_FOUND AND NOT TARGET Highway::headers)
    add_library(Highway::headers INTERFACE IMPORTED)
    set_target_properties(Highway::headers PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${Highway_INCLUDE_DIR}")
endif()
