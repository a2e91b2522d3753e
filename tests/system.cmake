# Tests of the whole: the programs as users start them, against the lab over real HTTPS.

# Each has a target of its own.
set_source_files_properties(system/command_line_test.cpp system/history_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
s2sconform_test(system_test
  SOURCES system/command_line_test.cpp system/comparison_test.cpp system/doctor_test.cpp system/history_test.cpp
          system/interruption_test.cpp system/judge_test.cpp system/list_test.cpp system/manners_test.cpp system/waivers_test.cpp
          system/token_test.cpp system/trust_test.cpp system/walls_test.cpp
  DEPENDS s2sconform_test_support s2sconform_suites nlohmann_json::nlohmann_json
  LABELS system)
if(S2SCONFORM_SANITIZE)
  # With what sanitizers add, g++ 12 no longer sees what std::regex initialises.
  target_compile_options(system_test PRIVATE -Wno-maybe-uninitialized)
endif()
target_compile_definitions(system_test PRIVATE BROKEN_PLUGINS="${broken_plugins}")
add_dependencies(system_test s2sconform s2s-lab ${broken_plugin_targets}
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint
  s2sconform_plugin_token-server)

# One CTest test for the whole matrix: its tests share one run of the lab.
add_executable(kill_matrix_test system/kill_matrix_test.cpp)
target_link_libraries(kill_matrix_test PRIVATE s2sconform_test_support s2sconform_suites
  nlohmann_json::nlohmann_json GTest::gmock GTest::gtest_main s2sconform_options)
add_dependencies(kill_matrix_test s2sconform s2s-lab
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint
  s2sconform_plugin_token-server)
add_test(NAME system.kill_matrix COMMAND kill_matrix_test)
# 368 targets at once: alone, so that tokens which are good for minutes are not sent after that.
set_tests_properties(system.kill_matrix PROPERTIES LABELS system TIMEOUT 1200 RUN_SERIAL TRUE)

# Marked secrets through every command. One CTest test: its cases share a lab and what was sent to it.
add_executable(secrets_test system/secrets_test.cpp system/secret_marks.cpp)
target_link_libraries(secrets_test PRIVATE s2sconform_test_support nlohmann_json::nlohmann_json
  OpenSSL::Crypto GTest::gmock GTest::gtest_main s2sconform_options)
target_compile_definitions(secrets_test PRIVATE REPORTING_PLUGIN="${broken_plugins}/reporting.so")
add_dependencies(secrets_test s2sconform s2s-lab broken_plugin_reporting
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint
  s2sconform_plugin_token-server)
add_test(NAME system.secrets COMMAND secrets_test)
set_tests_properties(system.secrets PROPERTIES LABELS system TIMEOUT 1200)

# The article's configuration, step by step.
add_test(NAME system.walk_through
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/walk-through ${PROJECT_BINARY_DIR})
set_tests_properties(system.walk_through PROPERTIES LABELS system TIMEOUT 300)

# docs/requirements.md is what the program says today.
add_test(NAME system.requirements_page
  COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:s2sconform>
    -D PAGE=${PROJECT_SOURCE_DIR}/docs/requirements.md
    -P ${CMAKE_CURRENT_SOURCE_DIR}/system/requirements_page_test.cmake)
set_tests_properties(system.requirements_page PROPERTIES LABELS system TIMEOUT 60)
