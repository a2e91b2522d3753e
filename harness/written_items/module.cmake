s2sconform_library(s2sconform_written_items
  SOURCES written_items/written_items.cpp
  DEPENDS s2sconform_base nlohmann_json::nlohmann_json)
