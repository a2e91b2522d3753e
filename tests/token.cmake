# The second JOSE implementation, which is the lab's as well.
find_package(PkgConfig REQUIRED)
pkg_check_modules(cjose REQUIRED IMPORTED_TARGET cjose)
# Has terms of its own.
set_source_files_properties(token/second_implementation_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
s2sconform_test(token_test
  SOURCES token/second_implementation_test.cpp token/token_test.cpp token/vectors_test.cpp
  DEPENDS s2sconform_token s2sconform_identity PkgConfig::cjose)
s2sconform_test(identity_test
  SOURCES identity/key_files_test.cpp
  DEPENDS s2sconform_identity s2sconform_test_support)
# A program of its own: its server answers from a thread.
s2sconform_test(document_server_test
  SOURCES identity/document_server_test.cpp
  DEPENDS s2sconform_identity s2sconform_test_support CURL::libcurl
  LABELS threads)
