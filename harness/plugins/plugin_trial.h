// Loads a plugin in a child process first, so that one that crashes costs a line and not the run.
#pragma once

#include <s2sconform/plugin.h>

#include <filesystem>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// Loads the file into this process for good, and returns the plugin's description. An error when
// the loader refuses, when the plugin declines, or when the description is not complete.
Expected<const plugin::Product*> describe_plugin(const std::filesystem::path& file);

// Runs describe_plugin in a child process. An error when the child was ended by a signal, ended the
// process itself, took longer than ten seconds, or got an error.
Expected<void> try_plugin(const std::filesystem::path& file);

}  // namespace s2sconform
