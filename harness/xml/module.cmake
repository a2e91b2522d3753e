find_package(LibXml2 REQUIRED)

s2sconform_library(s2sconform_xml
  SOURCES xml/markup_scan.cpp xml/xml_answer.cpp xml/xml_text.cpp
  DEPENDS LibXml2::LibXml2)
