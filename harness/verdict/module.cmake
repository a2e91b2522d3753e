s2sconform_library(s2sconform_verdict
  SOURCES verdict/run_result.cpp verdict/verdict.cpp verdict/verdict_json.cpp verdict/verdict_store.cpp
  DEPENDS s2sconform_base nlohmann_json::nlohmann_json)
