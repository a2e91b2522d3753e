# The reporters: their outputs as approved, and as foreign readers validate them.
add_library(s2sconform_report_samples STATIC reports/sample_runs.cpp)
target_link_libraries(s2sconform_report_samples PUBLIC s2sconform_reports s2sconform_comparison PRIVATE s2sconform_options)

set_source_files_properties(reports/approved_outputs_test.cpp reports/verdict_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # shorter names
s2sconform_test(reports_test
  SOURCES reports/approval.cpp reports/approved_outputs_test.cpp reports/console_test.cpp reports/html_test.cpp
          reports/junit_test.cpp reports/large_comparison_test.cpp reports/report_text_test.cpp
          reports/results_reader_test.cpp reports/verdict_store_test.cpp
          reports/verdict_test.cpp
  DEPENDS s2sconform_report_samples
  LABELS released)
target_compile_definitions(reports_test PRIVATE
  S2SCONFORM_APPROVED_DIRECTORY="${CMAKE_CURRENT_SOURCE_DIR}/reports/approved")
# Reports of a run are written at once, by threads.
s2sconform_test(output_folder_test SOURCES reports/output_folder_test.cpp DEPENDS s2sconform_report_samples LABELS threads)

# A missing validator stops the configuration: a check that is silently left out proves nothing.
find_program(XMLLINT xmllint REQUIRED)

add_executable(reports_write_samples reports/write_samples.cpp)
target_link_libraries(reports_write_samples PRIVATE s2sconform_report_samples s2sconform_options)
set(report_samples ${CMAKE_CURRENT_BINARY_DIR}/report_samples)
set(sample_names sample waived hostile huge large empty)
list(TRANSFORM sample_names REPLACE "(.+)" "${report_samples}/\\1.xml" OUTPUT_VARIABLE sample_junit)
list(TRANSFORM sample_names REPLACE "(.+)" "${report_samples}/\\1.json" OUTPUT_VARIABLE sample_json)
list(TRANSFORM sample_names REPLACE "(.+)" "${report_samples}/\\1.rich.xml" OUTPUT_VARIABLE sample_rich_junit)
list(TRANSFORM sample_names REPLACE "(.+)" "${report_samples}/\\1.comparison.xml" OUTPUT_VARIABLE comparison_junit)
list(TRANSFORM sample_names REPLACE "(.+)" "${report_samples}/\\1.comparison.json" OUTPUT_VARIABLE comparison_json)

add_test(NAME reports.write_samples COMMAND reports_write_samples ${report_samples})
add_test(NAME reports.junit_schema
  COMMAND ${XMLLINT} --noout --schema ${CMAKE_CURRENT_SOURCE_DIR}/reports/junit_10.xsd ${sample_junit} ${comparison_junit})
add_test(NAME reports.junit_schema_can_fail
  COMMAND ${XMLLINT} --noout --schema ${CMAKE_CURRENT_SOURCE_DIR}/reports/junit_10.xsd
          ${CMAKE_CURRENT_SOURCE_DIR}/reports/rejected.xml)
set_tests_properties(reports.junit_schema_can_fail PROPERTIES
  PASS_REGULAR_EXPRESSION "attribute 'status' is not allowed.*fails to validate")
add_test(NAME reports.junit_counters
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/reports/check_junit_counters.py ${sample_junit} ${sample_rich_junit} ${comparison_junit})
add_test(NAME reports.results_schema
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/reports/check_results_json.py
          ${PROJECT_SOURCE_DIR}/reports/results.schema.json ${sample_json})
# As GitLab, Azure DevOps, the GitHub reporters and a library of Debian read them.
add_test(NAME reports.junit_readers
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/reports/read_as_ci_servers.py
          ${sample_junit} ${sample_rich_junit} ${comparison_junit})
add_test(NAME reports.comparison_schema
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/reports/check_schema.py
          ${PROJECT_SOURCE_DIR}/reports/comparison.schema.json ${comparison_json})
set_tests_properties(reports.write_samples PROPERTIES FIXTURES_SETUP report_samples)
set_tests_properties(reports.junit_schema reports.junit_counters reports.results_schema
  reports.junit_readers reports.comparison_schema
  PROPERTIES FIXTURES_REQUIRED report_samples)
