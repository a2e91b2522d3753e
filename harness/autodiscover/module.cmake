s2sconform_library(s2sconform_autodiscover
  SOURCES autodiscover/pox.cpp autodiscover/soap.cpp
  DEPENDS s2sconform_xml)
