// Looks at a plugin file without running any of it.
#pragma once

#include <filesystem>
#include <string>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// Name of the function that a plugin of API version `version` exports.
std::string plugin_function_name(unsigned version);

// Everything of load_plugin's list that can be told before the file is loaded.
Expected<void> inspect_plugin_file(const std::filesystem::path& file);

// The error of a plugin that is not taken.
Unexpected refused_plugin(const std::filesystem::path& file, std::string problem,
                          std::string remedy);

}  // namespace s2sconform
