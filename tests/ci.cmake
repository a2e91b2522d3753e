# The pipelines in docs/ci, by their syntax.
add_test(NAME ci.pipelines
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/ci/check_pipelines.py ${PROJECT_SOURCE_DIR}/docs/ci)
add_test(NAME ci.pipelines_check_can_fail
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/ci/check_can_fail.py ${PROJECT_SOURCE_DIR}/docs/ci)
