s2sconform_library(s2sconform_journal
  SOURCES journal/journal.cpp journal/run_event.cpp journal/run_header.cpp
  DEPENDS s2sconform_base s2sconform_verdict nlohmann_json::nlohmann_json)
