# Both have a struct Gate and a Clock of their own.
set_source_files_properties(engine/budget_test.cpp engine/task_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
s2sconform_test(engine_test
  SOURCES engine/budget_test.cpp engine/busy_server_test.cpp engine/destinations_test.cpp engine/host_budget_test.cpp engine/probe_engine_test.cpp engine/proxy_test.cpp engine/redirect_policy_test.cpp
          engine/task_test.cpp
  DEPENDS s2sconform_engine s2sconform_test_support
  LABELS threads)
