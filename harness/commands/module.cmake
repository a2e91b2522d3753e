file(RELATIVE_PATH S2SCONFORM_DATA_DIRECTORY_FROM_BIN
     ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/s2sconform)

# The command line as a library: a test links it with suites of its own.
s2sconform_library(s2sconform_commands SOURCES
  commands/autodiscover_cache.cpp commands/evidence_folder.cpp commands/report_command.cpp commands/recorded_run.cpp commands/engine_variables.cpp
  commands/merge_command.cpp commands/shard_folders.cpp commands/shard_options.cpp commands/worker_options.cpp commands/baseline.cpp commands/compare_command.cpp commands/coverage.cpp commands/judge_command.cpp commands/run_bundle.cpp commands/run_reports.cpp commands/waive_command.cpp
  commands/cleanup_command.cpp commands/exstorage_command.cpp commands/mailbox_target.cpp
  commands/common_options.cpp commands/fault_catalogue.cpp commands/identity_command.cpp
  commands/inspect_command.cpp commands/list_command.cpp
  commands/onboard_command.cpp commands/onboarding_script.cpp commands/progress_line.cpp commands/run_command.cpp
  DEPENDS
  s2sconform_run s2sconform_suites s2sconform_reports s2sconform_targets s2sconform_plugins
  s2sconform_identity s2sconform_token s2sconform_bundle s2sconform_comparison s2sconform_waivers
  LibXml2::LibXml2
  CLI11::CLI11 CURL::libcurl nlohmann_json::nlohmann_json)
target_compile_definitions(s2sconform_commands PUBLIC
  S2SCONFORM_VERSION="${PROJECT_VERSION}"
  S2SCONFORM_DATA_DIRECTORY_FROM_BIN="${S2SCONFORM_DATA_DIRECTORY_FROM_BIN}")
add_executable(s2sconform commands/main.cpp)
target_link_libraries(s2sconform PRIVATE s2sconform_commands s2sconform_options)
set_target_properties(s2sconform PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_BINDIR})
install(TARGETS s2sconform RUNTIME)
