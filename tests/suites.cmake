s2sconform_test(suites_test
  SOURCES suites/catalogue_test.cpp suites/metadata_document_test.cpp suites/readiness_test.cpp
  DEPENDS s2sconform_suites)
