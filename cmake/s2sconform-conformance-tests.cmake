# s2sconform_add_conformance_tests(TARGETS_FILE targets.json
#   [TARGETS name…] [SUITES id…] [WAIVERS waivers.json] [PLUGIN_DIRECTORIES folder…]
#   [OPTIONS option…] [LABELS label…] [TIMEOUT seconds] [PREFIX text] [OUTPUT folder])
#
# Adds the conformance run of a targets file as CTest tests: one for each target and each suite that binds it,
# "conformance.<target>.<suite>". What there is is asked of the harness when CMake configures, again when the targets
# file changes.
#
#   TARGETS, SUITES     only these; all without them. One that selects nothing is an error.
#   WAIVERS             as of s2sconform run
#   PLUGIN_DIRECTORIES  folders of plugins of your own that are built already
#   OPTIONS             more options of "s2sconform run": --read-only
#   LABELS              beside "conformance", the product's id and the suite's id
#   TIMEOUT             of one test, 600 seconds without it
#   PREFIX              of the tests' names, "conformance." without it
#   OUTPUT              where each test leaves its reports, in a folder of its name;
#                       s2sconform-results in the build folder without it
#
# Tests that ask the same host do not run at once (RESOURCE_LOCK). A test passes when the target conforms (exit status
# 0). Secrets that the targets file takes from the environment must be there when CMake configures and when CTest runs.
function(s2sconform_add_conformance_tests)
  set(name s2sconform_add_conformance_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGETS_FILE;WAIVERS;TIMEOUT;PREFIX;OUTPUT"
    "TARGETS;SUITES;PLUGIN_DIRECTORIES;OPTIONS;LABELS")
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "${name}: what is '${arg_UNPARSED_ARGUMENTS}${arg_KEYWORDS_MISSING_VALUES}'?")
  endif()
  if(NOT arg_TARGETS_FILE)
    message(FATAL_ERROR "${name}: name a TARGETS_FILE")
  endif()
  if(NOT DEFINED arg_PREFIX)
    set(arg_PREFIX conformance.)
  endif()
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT s2sconform-results)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 600)
  endif()
  cmake_path(ABSOLUTE_PATH arg_TARGETS_FILE NORMALIZE)
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${arg_TARGETS_FILE})
  set(options ${arg_OPTIONS})
  if(arg_WAIVERS)
    cmake_path(ABSOLUTE_PATH arg_WAIVERS NORMALIZE)
    list(APPEND options --waivers ${arg_WAIVERS})
  endif()
  set(plugins)
  foreach(folder IN LISTS arg_PLUGIN_DIRECTORIES)
    cmake_path(ABSOLUTE_PATH folder NORMALIZE)
    list(APPEND plugins --plugin-directory ${folder})
  endforeach()

  get_target_property(program s2sconform::s2sconform LOCATION)
  execute_process(COMMAND ${program} list targets ${arg_TARGETS_FILE} --json ${plugins}
    OUTPUT_VARIABLE listed ERROR_VARIABLE problem RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    string(STRIP "${problem}" problem)
    message(FATAL_ERROR "${name}: ${problem}")
  endif()

  set(selected)
  string(JSON count LENGTH "${listed}" targets)
  math(EXPR last "${count} - 1")
  foreach(index RANGE ${last})
    string(JSON target GET "${listed}" targets ${index} name)
    if(arg_TARGETS AND NOT target IN_LIST arg_TARGETS)
      continue()
    endif()
    string(JSON product GET "${listed}" targets ${index} product)
    set(hosts)
    string(JSON host_count LENGTH "${listed}" targets ${index} hosts)
    math(EXPR last_host "${host_count} - 1")
    foreach(host_index RANGE ${last_host})
      string(JSON host GET "${listed}" targets ${index} hosts ${host_index})
      list(APPEND hosts s2sconform:${host})
    endforeach()
    string(JSON suite_count LENGTH "${listed}" targets ${index} suites)
    math(EXPR last_suite "${suite_count} - 1")
    foreach(suite_index RANGE ${last_suite})
      string(JSON suite GET "${listed}" targets ${index} suites ${suite_index} id)
      if(arg_SUITES AND NOT suite IN_LIST arg_SUITES)
        continue()
      endif()
      list(APPEND selected ${target} ${suite})
      set(test ${arg_PREFIX}${target}.${suite})
      add_test(NAME ${test}
        COMMAND s2sconform::s2sconform run ${arg_TARGETS_FILE} -t ${target} -s ${suite}
          -o ${arg_OUTPUT}/${test} ${plugins} ${options})
      set_tests_properties(${test} PROPERTIES TIMEOUT ${arg_TIMEOUT})
      set_property(TEST ${test} PROPERTY LABELS conformance ${product} ${suite} ${arg_LABELS})
      set_property(TEST ${test} PROPERTY RESOURCE_LOCK ${hosts})
    endforeach()
  endforeach()
  foreach(asked IN LISTS arg_TARGETS arg_SUITES)
    if(NOT asked IN_LIST selected)
      message(FATAL_ERROR "${name}: nothing is selected by '${asked}': "
        "'s2sconform list targets ${arg_TARGETS_FILE}' shows the targets and the suites of each")
    endif()
  endforeach()
endfunction()
