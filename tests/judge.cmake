s2sconform_test(judge_test
  SOURCES judge/conforms_test.cpp judge/finding_text_test.cpp judge/judge_test.cpp
  DEPENDS s2sconform_judge)
