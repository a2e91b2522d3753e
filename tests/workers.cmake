# Worker processes: the harness with suites that have defects.
add_executable(s2sconform_with_faulty_suites
  ${PROJECT_SOURCE_DIR}/harness/commands/main.cpp system/faulty_suites.cpp)
target_link_libraries(s2sconform_with_faulty_suites PRIVATE s2sconform_commands s2sconform_options)
s2sconform_test(workers_test
  SOURCES system/workers_test.cpp
  DEPENDS s2sconform_test_support nlohmann_json::nlohmann_json
  LABELS system)
target_compile_definitions(workers_test PRIVATE BROKEN_PLUGINS="${broken_plugins}")
add_dependencies(workers_test broken_plugin_crashing s2sconform_with_faulty_suites s2s-lab
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint)

set_source_files_properties(run/shards_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # plans of its own
s2sconform_test(journal_test
  SOURCES journal/journal_test.cpp run/batches_test.cpp run/shards_test.cpp
  DEPENDS s2sconform_journal s2sconform_run s2sconform_test_support)

# Runs that are killed at random moments and resumed.
s2sconform_test(kills_test
  SOURCES system/kills_test.cpp
  DEPENDS s2sconform_test_support nlohmann_json::nlohmann_json
  LABELS system)
add_dependencies(kills_test s2sconform s2s-lab
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint)

# Runs that are divided into shards and merged.
s2sconform_test(shards_test
  SOURCES system/shards_test.cpp
  DEPENDS s2sconform_test_support nlohmann_json::nlohmann_json
  LABELS system)
add_dependencies(shards_test s2sconform s2s-lab
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint)

# Hostile servers. One CTest test: its cases share a lab.
add_executable(hostile_corpus_test system/hostile_corpus_test.cpp)
target_link_libraries(hostile_corpus_test PRIVATE s2sconform_test_support
  nlohmann_json::nlohmann_json GTest::gmock GTest::gtest_main s2sconform_options)
add_dependencies(hostile_corpus_test s2sconform s2s-lab s2sconform_plugin_exchange)
add_test(NAME system.hostile_corpus COMMAND hostile_corpus_test)
# Its memory is that of the programs as released; under a sanitizer, whose memory it is then, it takes minutes.
set_tests_properties(system.hostile_corpus PROPERTIES LABELS "system;released" TIMEOUT 900)
