// Options that several commands share, and how they report bad input.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/targets/targets_file.h"
#include "harness/written_items/written_items.h"

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

// Where runs note what they write into servers: --state, or else s2sconform below $XDG_STATE_HOME
// or
// ~/.local/state.
struct StateOption {
  std::string folder;

  // --state. The struct must outlive the parsing.
  void add_to(CLI::App& command);
  // Empty when it was not named and there is no home: nothing is written into servers then.
  std::filesystem::path path() const;
};

// Reads the targets file, with secrets from the environment, and prints its warnings.
Expected<TargetsFile> load_targets(const std::string& file);

// Says on standard error what a run may have left in mailboxes, and how to remove it. Nothing when
// there is nothing.
void report_left(const std::vector<WrittenItem>& left);

// Writes the error as one line on standard error and returns the exit status for bad input.
int report_error(const ConfigurationError& error);

}  // namespace s2sconform
