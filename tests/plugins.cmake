set(broken_plugins ${CMAKE_CURRENT_BINARY_DIR}/broken_plugins)
foreach(kind crashing dangling declining exiting foreign hungry incomplete reporting threading too_new too_old unresolved)
  add_library(broken_plugin_${kind} MODULE plugins/broken/${kind}.cpp)
  target_link_libraries(broken_plugin_${kind} PRIVATE s2sconform_plugin_api s2sconform_options)
  set_target_properties(broken_plugin_${kind} PROPERTIES
    PREFIX "" OUTPUT_NAME ${kind} LIBRARY_OUTPUT_DIRECTORY ${broken_plugins})
  list(APPEND broken_plugin_targets broken_plugin_${kind})
endforeach()

s2sconform_test(plugins_test
  SOURCES plugins/plugin_loader_test.cpp plugins/product_check_test.cpp
  DEPENDS s2sconform_plugins s2sconform_test_support)
target_compile_definitions(plugins_test PRIVATE
  BROKEN_PLUGINS="${broken_plugins}"
  BUILT_PLUGINS="${PROJECT_BINARY_DIR}/${CMAKE_INSTALL_LIBDIR}/s2sconform/plugins")
add_dependencies(plugins_test ${broken_plugin_targets}
  s2sconform_plugin_exchange s2sconform_plugin_lync s2sconform_plugin_sharepoint)
