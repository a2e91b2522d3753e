#include "harness/commands/common_options.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "harness/commands/command.h"

namespace s2sconform {

void PluginOptions::add_to(CLI::App& command) {
  command.add_option("--plugin", files, "A plugin file to load beside those of the folders")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--plugin-directory", directories,
                  "A folder of plugins, looked at before the installed one")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

PluginSearch PluginOptions::search() const {
  PluginSearch search;
  search.files.assign(files.begin(), files.end());
  search.directories.assign(directories.begin(), directories.end());
  search.directories.push_back(installed_plugin_directory());
  return search;
}

Expected<TargetsFile> load_targets(const std::string& file) {
  Expected<TargetsFile> loaded = load_targets_file(file, [](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  });
  if (!loaded) return loaded;
  for (const std::string& warning : loaded->warnings) {
    std::cerr << "warning: " << warning << std::endl;
  }
  return loaded;
}

int report_error(const ConfigurationError& error) {
  std::cerr << "s2sconform: " << error.line() << std::endl;
  return exit_usage;
}

}  // namespace s2sconform
