// The example of a plugin project, and projects made from it.
#pragma once

#include <filesystem>
#include <string>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// The files of plugins/example, compiled in.
extern const char* const example_plugin_source;
extern const char* const example_plugin_cmake;
extern const char* const example_plugin_test;
extern const char* const example_plugin_readme;

// Writes the example into `folder` with `product` in the place of its product's names. An error
// when the name is no product id that CMake takes for a target, when the folder has anything in it,
// or when it cannot be written.
Expected<void> write_plugin_project(const std::string& product,
                                    const std::filesystem::path& folder);

}  // namespace s2sconform
