# The CMake package: find_package(socshift) gives socshift::engine.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/socshift")
configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/socshiftConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/socshiftConfig.cmake"
    INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/socshiftConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/socshiftConfig.cmake"
    "${PROJECT_BINARY_DIR}/socshiftConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/FindMiniZip.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/FindZstd.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/FindLibMd.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/FindUtf8proc.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/FindSerd.cmake"
    DESTINATION "${package_dir}")
install(EXPORT socshiftTargets NAMESPACE socshift:: DESTINATION "${package_dir}")

# The same for pkg-config, for builds that are not CMake's, as that of the R package is. The library is
# static, so what it needs is named to everyone.
set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH pc_prefix "/${pc_dir}" "/")
set(pc_serd "")
if(Serd_FOUND)
    set(pc_serd " serd-0")
endif()
configure_file("${PROJECT_SOURCE_DIR}/cmake/socshift.pc.in" "${PROJECT_BINARY_DIR}/socshift.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/socshift.pc" DESTINATION "${pc_dir}")
