# Tests of what is installed and packaged. All but the package itself use one installation, in a folder of
# its own, and nothing of this source tree.
set(installed ${CMAKE_CURRENT_BINARY_DIR}/package/installed)
add_test(NAME package.install
  COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${installed})
set_tests_properties(package.install PROPERTIES LABELS "package;released" TIMEOUT 120 FIXTURES_SETUP installed_package)

# s2sconform_package_test(NAME ARGUMENT…): runs package/NAME with a folder for its work, the installed
# package and the arguments.
function(s2sconform_package_test name)
  add_test(NAME package.${name}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/package/${name}
      ${CMAKE_CURRENT_BINARY_DIR}/package/${name} ${installed} ${ARGN})
  set_tests_properties(package.${name} PROPERTIES
    LABELS "package;released" TIMEOUT 300 FIXTURES_REQUIRED installed_package
    ENVIRONMENT "CXX=${CMAKE_CXX_COMPILER}")
endfunction()

# A plugin project as "s2sconform new-plugin" writes it.
s2sconform_package_test(new_plugin)
# A targets file's conformance run as CTest tests.
s2sconform_package_test(conformance_tests)
# Plugins that were built against an earlier header fit; recorded for this machine's kind.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64 AND NOT S2SCONFORM_SANITIZE)
  s2sconform_package_test(plugin_abi ${CMAKE_CURRENT_SOURCE_DIR}/package/abi)
endif()
# What the tab key does.
s2sconform_package_test(completion)
# The Debian package. Sanitizers bring libraries of their own.
if(NOT S2SCONFORM_SANITIZE)
  s2sconform_package_test(deb ${PROJECT_BINARY_DIR} ${PROJECT_VERSION})
endif()
