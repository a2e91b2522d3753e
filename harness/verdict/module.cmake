s2sconform_library(s2sconform_verdict SOURCES verdict/verdict.cpp)
