s2sconform_library(s2sconform_judge
  SOURCES judge/finding_text.cpp judge/judge.cpp judge/registered_tests.cpp
  DEPENDS s2sconform_suite GTest::gtest GTest::gmock)
