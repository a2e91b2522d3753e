execute_process(COMMAND ${PROGRAM} list coverage --markdown OUTPUT_VARIABLE today RESULT_VARIABLE status)
file(READ ${PAGE} page)
if(NOT status EQUAL 0 OR NOT today STREQUAL page)
  message(FATAL_ERROR "${PAGE} is not what the program says: "
          "build/release/bin/s2sconform list coverage --markdown > docs/requirements.md")
endif()
