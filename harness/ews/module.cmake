s2sconform_library(s2sconform_ews
  SOURCES ews/answers.cpp ews/requests.cpp
  DEPENDS s2sconform_xml)
