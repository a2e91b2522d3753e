# Plugins lie in the library folder, found from where the program is: the same in the build folder and
# wherever the package is installed to.
file(RELATIVE_PATH S2SCONFORM_PLUGIN_DIRECTORY_FROM_BIN
     ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR}/s2sconform/plugins)

s2sconform_library(s2sconform_plugins
  SOURCES plugins/plugin_file.cpp plugins/plugin_loader.cpp plugins/plugin_trial.cpp
          plugins/product_check.cpp
  DEPENDS s2sconform_plugin_api s2sconform_base Boost::boost ${CMAKE_DL_LIBS})
# std::filesystem instead of Boost's: one library less to load.
target_compile_definitions(s2sconform_plugins PRIVATE BOOST_DLL_USE_STD_FS
  S2SCONFORM_PLUGIN_DIRECTORY_FROM_BIN="${S2SCONFORM_PLUGIN_DIRECTORY_FROM_BIN}")
