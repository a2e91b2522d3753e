// Loads a plugin in a child process first, so that one that crashes costs a line and not the run.
#pragma once

#include <s2sconform/plugin.h>

#include <filesystem>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// The plugin's description, out of a file that is already loaded in this process; the error is what
// the loader said, or that the plugin declined.
Expected<const plugin::Product*> describe_plugin(const std::filesystem::path& file);

// Runs describe_plugin in a child process. An error when the child was ended by a signal, ended the
// process itself, took longer than ten seconds, or got an error.
Expected<void> try_plugin(const std::filesystem::path& file);

}  // namespace s2sconform
