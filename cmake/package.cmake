# What vendors build against: the plugin API's header and find_package(s2sconform).
include(CMakePackageConfigHelpers)

install(DIRECTORY harness/plugin_api/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS s2sconform_plugin_api EXPORT s2sconform_targets)
install(EXPORT s2sconform_targets NAMESPACE s2sconform:: FILE s2sconform-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/s2sconform)
configure_package_config_file(cmake/s2sconform-config.cmake.in s2sconform-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/s2sconform)
write_basic_package_version_file(s2sconform-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/s2sconform-config.cmake
              ${PROJECT_BINARY_DIR}/s2sconform-config-version.cmake
              cmake/s2sconform-conformance-tests.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/s2sconform)

# The fault catalogue is data for "s2sconform list"; the build folder has it where the package has it.
install(FILES fixtures/catalogue.json DESTINATION ${CMAKE_INSTALL_DATADIR}/s2sconform)
configure_file(fixtures/catalogue.json
               ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_DATADIR}/s2sconform/catalogue.json COPYONLY)
