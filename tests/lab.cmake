# The lab by itself: that the simulated products are what they claim to be.
s2sconform_test(lab_test
  SOURCES
    lab/catalogue_test.cpp
    lab/challenge_test.cpp
    lab/selection_test.cpp
    lab/site_test.cpp
    lab/wire_format_test.cpp
  DEPENDS s2slab_core
  LABELS lab)

# One CTest test for all that need keys: they share one set, whose making takes a second or two.
add_executable(lab_keys_test
  lab/dialect_test.cpp
  lab/document_fault_test.cpp
  lab/listening_lab_test.cpp
  lab/published_certificate_test.cpp
  lab/test_client.cpp
  lab/web_server_certificate_test.cpp)
target_link_libraries(lab_keys_test PRIVATE s2slab_core GTest::gmock GTest::gtest_main
                      s2sconform_options)
add_test(NAME lab_keys_test COMMAND lab_keys_test)
set_tests_properties(lab_keys_test PROPERTIES LABELS "lab;threads" TIMEOUT 300)
