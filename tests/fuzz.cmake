# Fuzzers of what parses a server's bytes, and of the files that a run reads. Each runs a fixed number of
# inputs from its corpus on, so that a test run takes the same work every time; bench/fuzz runs them for a
# time. They need clang: its runtime has libFuzzer, and the sanitizers are its own.
if(S2SCONFORM_SANITIZE)
  return()  # the fuzzers are built with sanitizers in every preset: once is enough
endif()
find_program(S2SCONFORM_CLANGXX NAMES clang++ clang++-14)
if(NOT S2SCONFORM_CLANGXX)
  message(STATUS "No clang++: the fuzzers are not built (scripts/setup installs it)")
  return()
endif()

set(fuzz_folder ${CMAKE_CURRENT_BINARY_DIR}/fuzz)
# float-cast-overflow is not part of 'undefined': a number of a file that no integer holds.
set(fuzz_sanitizers -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all)

# Compiles a source of this tree into the list that `objects` names, when it changes or what it includes does.
function(s2sconform_fuzzed_object source objects)
  string(REPLACE "/" "." name ${source})
  set(compiled ${fuzz_folder}/${name}.o)
  add_custom_command(
    OUTPUT ${compiled}
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${S2SCONFORM_CLANGXX} -std=c++20 -O1 -g
            -fsanitize=fuzzer-no-link ${fuzz_sanitizers} -I${PROJECT_SOURCE_DIR}
            -I${PROJECT_SOURCE_DIR}/harness/plugin_api/include -I/usr/include/libxml2
            -MD -MF ${compiled}.d -c ${PROJECT_SOURCE_DIR}/${source} -o ${compiled}
    DEPENDS ${PROJECT_SOURCE_DIR}/${source}
    DEPFILE ${compiled}.d
    COMMENT "Compiling ${source} for the fuzzers"
    VERBATIM)
  set(${objects} ${${objects}} ${compiled} PARENT_SCOPE)
endfunction()

# What the fuzzers reach. One archive for all of them: each takes the objects out of it that it needs.
file(MAKE_DIRECTORY ${fuzz_folder})
file(GLOB fuzzed_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/harness/base/*.cpp ${PROJECT_SOURCE_DIR}/harness/json/*.cpp
  ${PROJECT_SOURCE_DIR}/harness/http/*.cpp ${PROJECT_SOURCE_DIR}/harness/x509/*.cpp
  ${PROJECT_SOURCE_DIR}/harness/xml/*.cpp ${PROJECT_SOURCE_DIR}/harness/ews/*.cpp
  ${PROJECT_SOURCE_DIR}/harness/autodiscover/*.cpp ${PROJECT_SOURCE_DIR}/harness/targets/*.cpp
  ${PROJECT_SOURCE_DIR}/harness/evidence/*.cpp ${PROJECT_SOURCE_DIR}/harness/verdict/*.cpp
  ${PROJECT_SOURCE_DIR}/harness/bundle/*.cpp)
list(APPEND fuzzed_sources
  harness/journal/journal.cpp harness/journal/run_event.cpp harness/journal/run_header.cpp
  harness/comparison/behaviour.cpp harness/identity/identity.cpp harness/identity/key_files.cpp
  harness/suite/subject.cpp harness/token/decoded_token.cpp harness/token/objections.cpp
  harness/token/signing_key.cpp harness/waivers/waivers_file.cpp
  reports/results_json.cpp reports/results_reader.cpp suites/metadata/metadata_document.cpp)
foreach(source ${fuzzed_sources})
  s2sconform_fuzzed_object(${source} fuzzed_objects)
endforeach()
set(fuzz_archive ${fuzz_folder}/libfuzzed.a)
add_custom_command(
  OUTPUT ${fuzz_archive}
  COMMAND ${CMAKE_COMMAND} -E rm -f ${fuzz_archive}
  COMMAND ${CMAKE_AR} rcs ${fuzz_archive} ${fuzzed_objects}
  DEPENDS ${fuzzed_objects}
  VERBATIM)
add_custom_target(fuzzers)

# s2sconform_fuzzer(NAME): tests/fuzz/NAME_fuzzer.cpp, with its seeds in tests/fuzz/corpus/NAME.
function(s2sconform_fuzzer name)
  set(program ${CMAKE_CURRENT_BINARY_DIR}/fuzz_${name})
  set(own_object)
  s2sconform_fuzzed_object(tests/fuzz/${name}_fuzzer.cpp own_object)
  add_custom_command(
    OUTPUT ${program}
    COMMAND ${S2SCONFORM_CLANGXX} -fsanitize=fuzzer ${fuzz_sanitizers} ${own_object} ${fuzz_archive}
            -lcurl -lidn2 -lssl -lcrypto -lxml2 -o ${program}
    DEPENDS ${own_object} ${fuzz_archive}
    COMMENT "Linking the fuzzer ${name}"
    VERBATIM)
  add_custom_target(${name}_fuzzer ALL DEPENDS ${program})
  add_dependencies(fuzzers ${name}_fuzzer)
  add_test(NAME fuzz.${name}
    COMMAND ${program} -runs=20000 -max_len=4096 -timeout=10 -rss_limit_mb=2048 -seed=1
            -verbosity=0 ${CMAKE_CURRENT_BINARY_DIR}/${name}_fuzz_findings
            ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}_fuzz_findings)
  set_tests_properties(fuzz.${name} PROPERTIES LABELS "fuzz;released" TIMEOUT 300)
endfunction()

foreach(name behaviour certificate certificate_chain challenge har json_reader located_json
        mailbox_answers manifest metadata redaction results run_event targets token url volatile_text waivers xml)
  s2sconform_fuzzer(${name})
endforeach()
