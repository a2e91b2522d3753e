s2sconform_library(s2sconform_bundle
  SOURCES bundle/bundle.cpp bundle/manifest.cpp
  DEPENDS s2sconform_base s2sconform_evidence nlohmann_json::nlohmann_json)
install(FILES bundle/manifest.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/s2sconform)
