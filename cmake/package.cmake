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

# What the package brings along to read.
install(FILES docs/targets-file.md docs/identity.md docs/mailboxes.md docs/reports.md docs/waivers.md
              docs/requirements.md docs/writing-a-plugin.md README.md CHANGELOG.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The Debian package: "cpack -G DEB" in the build folder. One for all: what developers need of it is a header and
# two CMake files, which depend on nothing.
set(CPACK_GENERATOR DEB)
set(S2SCONFORM_MAINTAINER "The s2sconform authors <s2sconform@localhost>" CACHE STRING
    "Who is asked about the Debian package: whoever builds it for others")
set(CPACK_PACKAGE_CONTACT ${S2SCONFORM_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "conformance tests for OAuth between Lync, Exchange and SharePoint")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "g++, cmake (>= 3.25)")
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian_files.cmake)
set(S2SCONFORM_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_S2SCONFORM_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Tells whether a server-to-server partnership between Lync or Skype for
Business Server, Exchange Server and SharePoint Server really conforms: a
verdict for each requirement, with the evidence and what to do. Includes a
lab that simulates the products, and what is needed to write plugins.")
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
