#include "harness/commands/common_options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <map>
#include <utility>

#include "harness/commands/command.h"
#include "harness/commands/secret_environment.h"

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

void StateOption::add_to(CLI::App& command) {
  command
      .add_option(
          "--state", folder,
          "Folder where what is written into mailboxes is noted; without it s2sconform below "
          "$XDG_STATE_HOME or ~/.local/state")
      ->type_name("DIR");
}

std::filesystem::path StateOption::path() const {
  if (!folder.empty()) return folder;
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return value ? std::filesystem::path(value) : std::filesystem::path();
  };
  // A relative one is to be ignored (XDG Base Directory Specification).
  if (const auto state = variable("XDG_STATE_HOME"); state.is_absolute()) {
    return state / "s2sconform";
  }
  const auto home = variable("HOME");
  return home.is_absolute() ? home / ".local" / "state" / "s2sconform" : std::filesystem::path();
}

Expected<TargetsFile> load_targets(const std::string& file) {
  Expected<TargetsFile> loaded = load_targets_file(file, take_from_environment);
  if (!loaded) return loaded;
  for (const std::string& warning : loaded->warnings) {
    std::cerr << "warning: " << warning << std::endl;
  }
  return loaded;
}

void report_left(const std::vector<WrittenItem>& left) {
  std::map<std::pair<std::string, std::string>, std::size_t> counted;
  for (const WrittenItem& item : left) ++counted[{item.mailbox, item.target}];
  for (const auto& [where, count] : counted) {
    std::cerr << "warning: " << count << " items may be left in the mailbox of " << where.first
              << " (target " << where.second << "): run 's2sconform cleanup'" << std::endl;
  }
}

int report_error(const ConfigurationError& error) {
  std::cerr << "s2sconform: " << error.line() << std::endl;
  return exit_usage;
}

}  // namespace s2sconform
