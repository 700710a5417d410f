# FindArrowParquet: the C++ libraries of Apache Arrow and of Parquet, as ArrowParquet::parquet. From
# their CMake packages where they are installed; else those that the Python package pyarrow carries,
# of the Python that SOCSHIFT_PYARROW_PYTHON names, or that Python_EXECUTABLE does. Version 24 or newer.

set(SOCSHIFT_PYARROW_PYTHON "" CACHE FILEPATH "A Python that has pyarrow")

find_package(Parquet CONFIG QUIET)
set(oldest 24)  # before that, functions that are used here have other results
if(Parquet_FOUND AND TARGET Parquet::parquet_shared AND NOT Parquet_VERSION VERSION_LESS oldest)
    set(ArrowParquet_VERSION "${Parquet_VERSION}")
    set(ArrowParquet_LIBRARY Parquet::parquet_shared)
else()
    set(python "${SOCSHIFT_PYARROW_PYTHON}")
    if(NOT python)
        set(python "${Python_EXECUTABLE}")
    endif()
    if(NOT python)
        unset(python)  # an empty one counts as found
        find_program(python NAMES python3 NO_CACHE)
    endif()
    execute_process(
        COMMAND "${python}" -c [[
import glob, os, pyarrow
found = [glob.glob(os.path.join(folder, "lib%s.so*" % name))
         for name in ("parquet", "arrow") for folder in pyarrow.get_library_dirs()]
print(pyarrow.__version__, pyarrow.get_include(), *[sorted(files)[0] for files in found if files],
      sep=";", end="")]]
        OUTPUT_VARIABLE found ERROR_QUIET)
    list(LENGTH found parts)
    if(parts EQUAL 4)
        list(GET found 0 ArrowParquet_VERSION)
    endif()
    if(ArrowParquet_VERSION VERSION_LESS oldest)
        set(ArrowParquet_NOT_FOUND_MESSAGE
            "expected version ${oldest} or newer, found '${ArrowParquet_VERSION}' of pyarrow")
    else()
        list(GET found 1 ArrowParquet_INCLUDE_DIR)
        list(GET found 2 ArrowParquet_LIBRARY)
        list(GET found 3 ArrowParquet_ARROW_LIBRARY)
    endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowParquet
    REQUIRED_VARS ArrowParquet_LIBRARY
    VERSION_VAR ArrowParquet_VERSION
    REASON_FAILURE_MESSAGE "${ArrowParquet_NOT_FOUND_MESSAGE}")

if(ArrowParquet_FOUND AND NOT TARGET ArrowParquet::parquet)
    if(ArrowParquet_LIBRARY STREQUAL "Parquet::parquet_shared")
        add_library(ArrowParquet::parquet ALIAS Parquet::parquet_shared)
    else()
        add_library(ArrowParquet::arrow SHARED IMPORTED)
        set_target_properties(ArrowParquet::arrow PROPERTIES
            IMPORTED_LOCATION "${ArrowParquet_ARROW_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${ArrowParquet_INCLUDE_DIR}")
        add_library(ArrowParquet::parquet SHARED IMPORTED)
        set_target_properties(ArrowParquet::parquet PROPERTIES
            IMPORTED_LOCATION "${ArrowParquet_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${ArrowParquet_INCLUDE_DIR}"
            INTERFACE_LINK_LIBRARIES ArrowParquet::arrow)
    endif()
endif()
