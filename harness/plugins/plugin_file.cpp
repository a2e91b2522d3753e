#include "harness/plugins/plugin_file.h"

#include <s2sconform/plugin.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/dll/library_info.hpp>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace s2sconform {
namespace {

constexpr std::string_view function_prefix = "s2sconform_plugin_v";

bool writable_by_everybody(const struct stat& status) { return (status.st_mode & S_IWOTH) != 0; }

// The API version of the plugin function that the file exports; nullopt when it exports none.
std::optional<unsigned> exported_version(const std::vector<std::string>& symbols) {
  std::optional<unsigned> newest;
  for (const std::string_view symbol : symbols) {
    if (!symbol.starts_with(function_prefix)) continue;
    const std::string_view digits = symbol.substr(function_prefix.size());
    unsigned version = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc{} || end != digits.data() + digits.size()) continue;
    if (version == plugin::api_version) return version;
    newest = std::max(newest.value_or(0), version);
  }
  return newest;
}

}  // namespace

Unexpected refused_plugin(const std::filesystem::path& file, std::string problem,
                          std::string remedy) {
  return Unexpected(
      ConfigurationError{"plugin " + file.string(), std::move(problem), std::move(remedy)});
}

std::string plugin_function_name(unsigned version) {
  return std::string(function_prefix) + std::to_string(version);
}

Expected<void> inspect_plugin_file(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return refused_plugin(file, std::generic_category().message(errno),
                          "install the plugin or correct its path");
  }
  if (!S_ISREG(status.st_mode))
    return refused_plugin(file, "is not a file", "name the plugin's .so file");
  if (writable_by_everybody(status)) {
    return refused_plugin(file, "can be written by everybody on this machine",
                          "run: chmod o-w on the file");
  }
  struct stat folder {};
  const std::filesystem::path parent = std::filesystem::absolute(file).parent_path();
  if (::stat(parent.c_str(), &folder) == 0 && writable_by_everybody(folder) &&
      (folder.st_mode & S_ISVTX) == 0) {
    return refused_plugin(file, "lies in a folder that everybody on this machine can write",
                          "run: chmod o-w on " + parent.string());
  }
  std::optional<unsigned> version;
  try {
    boost::dll::library_info info(file.string());
    version = exported_version(info.symbols());
  } catch (const std::exception&) {
    return refused_plugin(file, "is not a shared object of this machine's kind",
                          "build it for this machine");
  }
  if (!version) {
    return refused_plugin(file,
                          "is a shared object but not a plugin: it does not export " +
                              plugin_function_name(plugin::api_version),
                          "see s2sconform/plugin.h");
  }
  if (*version < plugin::api_version) {
    return refused_plugin(file,
                          "is too old: it was built for plugin API version " +
                              std::to_string(*version) + ", this harness has version " +
                              std::to_string(plugin::api_version),
                          "build it again against the installed s2sconform/plugin.h");
  }
  if (*version > plugin::api_version) {
    return refused_plugin(file,
                          "is too new: it was built for plugin API version " +
                              std::to_string(*version) + ", this harness has version " +
                              std::to_string(plugin::api_version),
                          "install a newer s2sconform");
  }
  return {};
}

}  // namespace s2sconform
