# Installs the package into a folder of its own, builds the vendor's plugin there without this source
# tree, and lets the installed harness test a lab persona with it.
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGV}\nended with ${status}\n${out}\n${err}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
file(COPY ${VENDOR_SOURCES}/ DESTINATION ${WORK}/source)
run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --prefix ${WORK}/package)
run(${CMAKE_COMMAND} -S ${WORK}/source -B ${WORK}/build -G Ninja
    -DCMAKE_PREFIX_PATH=${WORK}/package -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${WORK}/build)

run(bash ${CMAKE_CURRENT_LIST_DIR}/run_with_vendor_plugin ${WORK} ${WORK}/package/${BINDIR})
if(NOT output MATCHES "Result: conforms" OR NOT output MATCHES "Contoso Chat 1")
  message(FATAL_ERROR "unexpected output:\n${output}")
endif()
if(output MATCHES "metadata.certificate-expiry")
  message(FATAL_ERROR "an exempted requirement was judged:\n${output}")
endif()
