s2sconform_library(s2sconform_comparison
  SOURCES comparison/behaviour.cpp comparison/comparison.cpp
  DEPENDS s2sconform_base s2sconform_evidence s2sconform_http s2sconform_json s2sconform_verdict
          s2sconform_x509 s2sconform_xml nlohmann_json::nlohmann_json)
