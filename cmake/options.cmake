# Compiler settings for our own code, and the sanitizers that a preset asks for.
set(S2SCONFORM_SANITIZE "" CACHE STRING "Sanitizers for every target: 'address,undefined' or 'thread'")
option(S2SCONFORM_WARNINGS_AS_ERRORS "Treat warnings in our own code as errors" ON)

# ccache, where it is installed (scripts/setup does): another clone, another preset's like objects and a branch
# that is checked out again cost little. Paths below this tree are the same in every clone, for the preprocessor's
# output at least (several sources that are compiled at a time are named by their whole paths).
find_program(S2SCONFORM_CCACHE ccache)
if(S2SCONFORM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${S2SCONFORM_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

add_library(s2sconform_options INTERFACE)
target_compile_options(s2sconform_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Wold-style-cast -Wcast-qual -Wconversion -Wno-sign-conversion
                       # A designated initialiser leaves the rest at its default on purpose.
                       -Wno-missing-field-initializers
                       # g++ 12 sees overlaps in std::string's operator+ that are not there (its bug 105329).
                       -Wno-restrict)
if(S2SCONFORM_WARNINGS_AS_ERRORS)
  target_compile_options(s2sconform_options INTERFACE -Werror)
endif()
target_include_directories(s2sconform_options INTERFACE ${PROJECT_SOURCE_DIR})

# Presets that build from nothing take several sources at a time: what they include is most of the compiler's
# work. The preset 'debug' takes them one by one, as an editor's checks and an incremental build like it.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(CMAKE_UNITY_BUILD)
  # What is in an unnamed namespace is not of the main file then, and g++ takes it for an included one's.
  target_compile_options(s2sconform_options INTERFACE -Wno-subobject-linkage)
endif()

if(S2SCONFORM_SANITIZE)
  # Lines for the reports, and no more: whole debug information takes the compiler a good part of its time.
  # -O1 takes it a little, and the tests half of theirs.
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  add_compile_options(-fsanitize=${S2SCONFORM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${S2SCONFORM_SANITIZE})
endif()
if(S2SCONFORM_SANITIZE STREQUAL "thread")
  # ThreadSanitizer does not know fences. Asio's order what its mutexes order already.
  add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()

# s2sconform_library(NAME SOURCES … DEPENDS …): a static library of one room, with our warnings.
function(s2sconform_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC ${arg_DEPENDS} PRIVATE s2sconform_options)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
endfunction()

# s2sconform_precompile_googletest(NAME): GoogleTest is most of what a test or a suite makes the compiler
# read. It is precompiled once, for all. In what is precompiled, g++ 12 sees std::string run over its end
# where it does not (its bug 105651).
function(s2sconform_precompile_googletest name)
  if(NOT TARGET s2sconform_precompiled_googletest)
    file(WRITE ${PROJECT_BINARY_DIR}/precompiled_googletest.cpp "")
    add_library(s2sconform_precompiled_googletest OBJECT ${PROJECT_BINARY_DIR}/precompiled_googletest.cpp)
    target_link_libraries(s2sconform_precompiled_googletest PRIVATE GTest::gmock s2sconform_options)
    target_compile_options(s2sconform_precompiled_googletest PRIVATE ${s2sconform_precompiled_options})
    target_precompile_headers(s2sconform_precompiled_googletest PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  endif()
  target_precompile_headers(${name} REUSE_FROM s2sconform_precompiled_googletest)
  # A program's code is to be as movable as a library's: g++ takes no header that was compiled otherwise.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC ${s2sconform_precompiled_options})
endfunction()
set(s2sconform_precompiled_options -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
if(S2SCONFORM_CCACHE)
  list(APPEND s2sconform_precompiled_options -fpch-preprocess)  # what ccache looks at names the header
endif()

# s2sconform_test(NAME SOURCES … DEPENDS … [LABELS …] [ENVIRONMENT …]): a GoogleTest program, run by
# CTest as one test a case.
function(s2sconform_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LABELS;ENVIRONMENT")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} GTest::gmock GTest::gtest_main s2sconform_options)
  s2sconform_precompile_googletest(${name})
  set(properties TIMEOUT 300)
  if(arg_LABELS)
    list(APPEND properties LABELS "${arg_LABELS}")
  endif()
  if(arg_ENVIRONMENT)
    list(APPEND properties ENVIRONMENT "${arg_ENVIRONMENT}")
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
                       PROPERTIES ${properties})
endfunction()
include(GoogleTest)

# s2sconform_embed_text(TARGET INPUT NAMESPACE NAME HEADER): compiles a text into TARGET.
function(s2sconform_embed_text target input namespace name header)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D INPUT=${CMAKE_CURRENT_SOURCE_DIR}/${input} -D OUTPUT=${output}
            -D NAMESPACE=${namespace} -D NAME=${name} -D HEADER=${header}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_text.cmake
    DEPENDS ${input} ${PROJECT_SOURCE_DIR}/cmake/embed_text.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
