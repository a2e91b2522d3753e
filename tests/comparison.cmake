# Waivers and comparisons: what is made of verdicts, before it is reported.
s2sconform_test(comparison_test
  SOURCES comparison/behaviour_test.cpp comparison/comparison_test.cpp waivers/waivers_test.cpp
  DEPENDS s2sconform_comparison s2sconform_waivers s2sconform_report_samples)
add_test(NAME waivers.schema
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/waivers/check_schema.py
          ${PROJECT_SOURCE_DIR}/harness/waivers/waivers.schema.json)
