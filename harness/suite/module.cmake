add_library(s2sconform_plugin_api INTERFACE)
target_include_directories(s2sconform_plugin_api INTERFACE
  $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/plugin_api/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

s2sconform_library(s2sconform_suite
  SOURCES suite/product.cpp suite/remedy.cpp suite/subject.cpp suite/suite.cpp suite/suites_hash.cpp
  DEPENDS s2sconform_plugin_api s2sconform_evidence s2sconform_verdict s2sconform_written_items s2sconform_x509
          s2sconform_base)
