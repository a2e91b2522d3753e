s2sconform_library(s2sconform_waivers
  SOURCES waivers/waivers.cpp waivers/waivers_file.cpp
  DEPENDS s2sconform_base s2sconform_json s2sconform_verdict nlohmann_json::nlohmann_json)
install(FILES waivers/waivers.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/s2sconform)
