# The pages and archives as Chromium shows them, and as axe judges them. The same pages come out of every
# preset: once is enough.
if(S2SCONFORM_SANITIZE)
  return()
endif()
find_program(NODE node REQUIRED)
if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/browser/node_modules/axe-core)
  message(FATAL_ERROR "tests/browser/node_modules is missing: scripts/setup installs it")
endif()
foreach(name report archive)
  add_test(NAME browser.${name}
    COMMAND ${NODE} --test ${CMAKE_CURRENT_SOURCE_DIR}/browser/${name}.test.mjs)
  set_tests_properties(browser.${name} PROPERTIES LABELS "browser;released" TIMEOUT 300
    ENVIRONMENT "S2SCONFORM_SAMPLES=${report_samples};S2SCONFORM_PROGRAMS=${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_BINDIR}"
    FIXTURES_REQUIRED report_samples)
endforeach()
