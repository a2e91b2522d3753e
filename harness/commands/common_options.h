// Options that several commands share, and how they report bad input.
#pragma once

#include <string>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/targets/targets_file.h"

namespace CLI {
class App;
}

namespace s2sconform {

struct PluginOptions {
  std::vector<std::string> files;
  std::vector<std::string> directories;

  // --plugin and --plugin-directory. The struct must outlive the parsing.
  void add_to(CLI::App& command);
  // Named files first, then named folders, then the installed one.
  PluginSearch search() const;
};

// Reads the targets file, with secrets from the environment, and prints its warnings.
Expected<TargetsFile> load_targets(const std::string& file);

// Writes the error as one line on standard error and returns the exit status for bad input.
int report_error(const ConfigurationError& error);

}  // namespace s2sconform
