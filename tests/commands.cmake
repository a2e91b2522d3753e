s2sconform_test(commands_test
  SOURCES commands/onboarding_script_test.cpp ${PROJECT_SOURCE_DIR}/harness/commands/onboarding_script.cpp
          commands/engine_variables_test.cpp ${PROJECT_SOURCE_DIR}/harness/commands/engine_variables.cpp
  DEPENDS s2sconform_targets s2sconform_suite s2sconform_identity)
