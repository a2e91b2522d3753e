# Fuzzers of what parses a server's bytes, and of the targets file. Each runs a fixed number of inputs from
# its corpus on, so that a test run takes the same work every time. They need clang: its runtime has
# libFuzzer, and the sanitizers are its own.
if(S2SCONFORM_SANITIZE)
  return()  # the fuzzers are built with sanitizers in every preset: once is enough
endif()
find_program(S2SCONFORM_CLANGXX NAMES clang++ clang++-14)
if(NOT S2SCONFORM_CLANGXX)
  message(STATUS "No clang++: the fuzzers are not built (scripts/setup installs it)")
  return()
endif()

# s2sconform_fuzzer(NAME SOURCE…): tests/fuzz/NAME_fuzzer.cpp with the sources of this tree that it needs.
function(s2sconform_fuzzer name)
  set(program ${CMAKE_CURRENT_BINARY_DIR}/fuzz_${name})
  set(sources ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/${name}_fuzzer.cpp)
  foreach(source ${ARGN})
    list(APPEND sources ${PROJECT_SOURCE_DIR}/${source})
  endforeach()
  add_custom_command(
    OUTPUT ${program}
    COMMAND ${S2SCONFORM_CLANGXX} -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined
            -fno-sanitize-recover=all -I${PROJECT_SOURCE_DIR}
            -I${PROJECT_SOURCE_DIR}/harness/plugin_api/include ${sources} -I/usr/include/libxml2 -lcurl -lssl -lcrypto -lxml2
            -o ${program}
    DEPENDS ${sources}
    COMMENT "Building the fuzzer ${name}"
    VERBATIM)
  add_custom_target(${name}_fuzzer ALL DEPENDS ${program})
  add_test(NAME fuzz.${name}
    COMMAND ${program} -runs=20000 -max_len=4096 -timeout=10 -rss_limit_mb=2048 -seed=1
            -verbosity=0 ${CMAKE_CURRENT_BINARY_DIR}/${name}_fuzz_findings
            ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}_fuzz_findings)
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()

set(x509_sources harness/base/base64.cpp harness/x509/certificate.cpp)
set(json_sources harness/base/utf8.cpp harness/json/strict_json.cpp)

s2sconform_fuzzer(certificate ${x509_sources})
s2sconform_fuzzer(challenge harness/http/challenge.cpp)
s2sconform_fuzzer(metadata ${x509_sources} ${json_sources} harness/base/guid.cpp
  harness/evidence/exchange.cpp harness/suite/subject.cpp suites/metadata/metadata_document.cpp)
s2sconform_fuzzer(redaction harness/base/base64.cpp harness/base/secret.cpp
  harness/evidence/redaction.cpp)
file(GLOB target_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/harness/targets/*.cpp)
s2sconform_fuzzer(targets ${x509_sources} ${json_sources} ${target_sources}
  harness/base/bounded_file.cpp harness/base/configuration_error.cpp harness/base/guid.cpp
  harness/base/nearest.cpp harness/base/secret.cpp harness/base/sha256.cpp harness/http/url.cpp
  harness/identity/identity.cpp harness/identity/key_files.cpp harness/token/signing_key.cpp
  harness/json/located_json.cpp harness/json/object_reader.cpp harness/x509/path_validation.cpp)
s2sconform_fuzzer(xml harness/xml/xml_answer.cpp)
s2sconform_fuzzer(mailbox_answers harness/autodiscover/pox.cpp harness/autodiscover/soap.cpp
  harness/ews/answers.cpp harness/ews/requests.cpp harness/xml/xml_answer.cpp
  harness/xml/xml_text.cpp)
s2sconform_fuzzer(token ${x509_sources} ${json_sources} harness/base/date.cpp
  harness/token/decoded_token.cpp harness/token/objections.cpp harness/token/signing_key.cpp)
