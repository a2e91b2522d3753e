// Looks at a plugin file without running any of it.
#pragma once

#include <filesystem>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// Name of the function that a plugin of API version `version` exports.
std::string plugin_function_name(unsigned version);

// Everything of load_plugin's list that can be told before the file is loaded.
Expected<void> inspect_plugin_file(const std::filesystem::path& file);

}  // namespace s2sconform
