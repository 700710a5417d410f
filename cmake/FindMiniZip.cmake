# Finds minizip, which zlib brings along: the target MiniZip::minizip. It is linked statically where
# that can be had, zlib as well: a workbook is read now and then, the program started all the time.
find_path(MiniZip_INCLUDE_DIR minizip/unzip.h)
find_library(MiniZip_LIBRARY NAMES libminizip.a minizip)
find_library(MiniZip_ZLIB_LIBRARY NAMES libz.a z)
mark_as_advanced(MiniZip_INCLUDE_DIR MiniZip_LIBRARY MiniZip_ZLIB_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MiniZip
    REQUIRED_VARS MiniZip_LIBRARY MiniZip_ZLIB_LIBRARY MiniZip_INCLUDE_DIR)

if(MiniZip_FOUND AND NOT TARGET MiniZip::minizip)
    add_library(MiniZip::minizip UNKNOWN IMPORTED)
    set_target_properties(MiniZip::minizip PROPERTIES
        IMPORTED_LOCATION "${MiniZip_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${MiniZip_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${MiniZip_ZLIB_LIBRARY}")
endif()
