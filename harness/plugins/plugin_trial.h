// Loads a plugin in a child process first, so that one that crashes costs a line and not the run.
#pragma once

#include <s2sconform/plugin.h>

#include <filesystem>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// Loads the file into this process for good, and returns the plugin's description. An error when
// the loader refuses, when the plugin declines, or when the description is not complete.
Expected<const plugin::Product*> describe_plugin(const std::filesystem::path& file);

// Runs describe_plugin in a child process. An error when the child died (it was ended by a signal,
// ended the process itself, took longer than ten seconds, needed more than a gigabyte), when the
// plugin has started threads, or when it got an error. `died` says whether the child did.
Expected<void> try_plugin(const std::filesystem::path& file, bool& died);

}  // namespace s2sconform
