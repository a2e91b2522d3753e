# The lab by itself: that the simulated products are what they claim to be.
s2sconform_test(lab_test
  SOURCES
    lab/catalogue_test.cpp
    lab/challenge_test.cpp
    lab/dialect_test.cpp
    lab/document_fault_test.cpp
    lab/listening_lab_test.cpp
    lab/published_certificate_test.cpp
    lab/selection_test.cpp
    lab/site_test.cpp
    lab/test_client.cpp
    lab/web_server_certificate_test.cpp
    lab/wire_format_test.cpp
  DEPENDS s2slab_core
  LABELS lab)
