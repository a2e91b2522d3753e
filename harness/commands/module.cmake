file(RELATIVE_PATH S2SCONFORM_DATA_DIRECTORY_FROM_BIN
     ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/s2sconform)

# The command line as a library: a test links it with suites of its own.
s2sconform_library(s2sconform_commands SOURCES
  commands/autodiscover_cache.cpp commands/evidence_folder.cpp commands/report_command.cpp commands/recorded_run.cpp commands/engine_variables.cpp
  commands/merge_command.cpp commands/shard_folders.cpp commands/shard_options.cpp commands/worker_options.cpp commands/baseline.cpp commands/compare_command.cpp commands/coverage.cpp commands/judge_command.cpp commands/run_bundle.cpp commands/run_reports.cpp commands/waive_command.cpp
  commands/cleanup_command.cpp commands/exstorage_command.cpp commands/mailbox_target.cpp
  commands/common_options.cpp commands/fault_catalogue.cpp commands/identity_command.cpp
  commands/inspect_command.cpp commands/list_command.cpp commands/list_json.cpp commands/list_targets.cpp
  commands/diagnosis_of_machine.cpp commands/diagnosis_of_targets.cpp commands/doctor_command.cpp
  commands/completion.cpp commands/completion_command.cpp commands/new_plugin_command.cpp commands/plugin_project.cpp
  commands/onboard_command.cpp commands/onboarding_script.cpp commands/progress_line.cpp commands/run_command.cpp
  commands/secret_environment.cpp
  DEPENDS
  s2sconform_run s2sconform_suites s2sconform_reports s2sconform_targets s2sconform_plugins
  s2sconform_identity s2sconform_token s2sconform_bundle s2sconform_comparison s2sconform_waivers
  LibXml2::LibXml2
  CLI11::CLI11 CURL::libcurl nlohmann_json::nlohmann_json)
target_compile_definitions(s2sconform_commands PUBLIC
  S2SCONFORM_VERSION="${PROJECT_VERSION}"
  S2SCONFORM_DATA_DIRECTORY_FROM_BIN="${S2SCONFORM_DATA_DIRECTORY_FROM_BIN}")
foreach(file IN ITEMS source:contoso_chat.cpp cmake:CMakeLists.txt test:test/in_the_lab readme:README.md)
  string(REGEX MATCH "^([a-z]+):(.+)$" parts ${file})
  s2sconform_embed_text(s2sconform_commands ../plugins/example/${CMAKE_MATCH_2} s2sconform
    example_plugin_${CMAKE_MATCH_1} harness/commands/plugin_project.h)
endforeach()
foreach(shell IN ITEMS bash zsh fish)
  s2sconform_embed_text(s2sconform_commands commands/completion/s2sconform.${shell} s2sconform ${shell}_completion
    harness/commands/completion.h)
endforeach()
install(FILES commands/completion/s2sconform.bash RENAME s2sconform
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES commands/completion/s2sconform.zsh RENAME _s2sconform
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES commands/completion/s2sconform.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
add_executable(s2sconform commands/main.cpp)
target_link_libraries(s2sconform PRIVATE s2sconform_commands s2sconform_options)
set_target_properties(s2sconform PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_BINDIR})
install(TARGETS s2sconform EXPORT s2sconform_targets RUNTIME)
