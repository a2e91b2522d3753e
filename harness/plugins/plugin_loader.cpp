#include "harness/plugins/plugin_loader.h"

#include <algorithm>
#include <system_error>

#include "harness/base/nearest.h"
#include "harness/plugins/plugin_file.h"
#include "harness/plugins/plugin_trial.h"

namespace s2sconform {

Expected<LoadedPlugin> load_plugin(const std::filesystem::path& named, bool* died) {
  // The file itself and not a link to it: what is checked is what is loaded.
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(named, error);
  const std::filesystem::path file = error ? named : real;
  if (auto inspected = inspect_plugin_file(file); !inspected) return Unexpected(inspected.error());
  bool child_died = false;
  const auto tried = try_plugin(file, child_died);
  if (died) *died = child_died;
  if (!tried) return Unexpected(tried.error());
  const Expected<const plugin::Product*> described = describe_plugin(file);
  if (!described) return Unexpected(described.error());
  return LoadedPlugin{named, *described};
}

std::filesystem::path installed_plugin_directory() {
  std::error_code error;
  const std::filesystem::path executable = std::filesystem::read_symlink("/proc/self/exe", error);
  return (executable.parent_path() / S2SCONFORM_PLUGIN_DIRECTORY_FROM_BIN).lexically_normal();
}

Expected<LoadedPlugin> PluginRegistry::load_once(const std::filesystem::path& file) {
  for (const LoadedPlugin& plugin : loaded_) {
    if (plugin.file == file) return plugin;
  }
  if (const auto known = died_.find(file); known != died_.end()) return Unexpected(known->second);
  bool died = false;
  Expected<LoadedPlugin> plugin = load_plugin(file, &died);
  if (plugin) loaded_.push_back(*plugin);
  if (died) died_.emplace(file, plugin.error());
  return plugin;
}

Expected<LoadedPlugin> PluginRegistry::find(std::string_view product) {
  const auto found = found_.find(product);
  if (found != found_.end()) return found->second;
  const Expected<LoadedPlugin> plugin = search_for(product);
  if (plugin) found_.emplace(product, *plugin);
  return plugin;
}

Expected<LoadedPlugin> PluginRegistry::search_for(std::string_view product) {
  const ConfigurationError* may_be_its_own = nullptr;
  for (const std::filesystem::path& file : search_.files) {
    const Expected<LoadedPlugin> plugin = load_once(file);
    if (const auto died = died_.find(file); died != died_.end()) {
      if (!may_be_its_own) may_be_its_own = &died->second;
      continue;
    }
    if (!plugin || plugin->product->id == product) return plugin;
  }
  for (const std::filesystem::path& directory : search_.directories) {
    const std::filesystem::path file = directory / (std::string(product) + ".so");
    if (!std::filesystem::exists(file)) continue;
    const Expected<LoadedPlugin> plugin = load_once(file);
    if (died_.contains(file)) died_products_.emplace(product);
    if (plugin && plugin->product->id != product) {
      return Unexpected(ConfigurationError{"plugin " + file.string(),
                                           "describes the product '" +
                                               std::string(plugin->product->id) + "', not '" +
                                               std::string(product) + "'",
                                           "name the file after its product"});
    }
    return plugin;
  }
  if (may_be_its_own) {
    died_products_.emplace(product);
    return Unexpected(*may_be_its_own);
  }
  const Expected<std::vector<LoadedPlugin>> available = all();
  if (!available) return Unexpected(available.error());
  std::vector<std::string> ids;
  for (const LoadedPlugin& plugin : *available) ids.emplace_back(plugin.product->id);
  return Unexpected(ConfigurationError{"",
                                       "no plugin for the product '" + std::string(product) + "'",
                                       choices_with_nearest(product, ids)});
}

Expected<std::vector<std::filesystem::path>> PluginRegistry::all_files() const {
  std::vector<std::filesystem::path> files = search_.files;
  for (const std::filesystem::path& directory : search_.directories) {
    std::error_code error;
    std::filesystem::directory_iterator entries(directory, error);
    if (error) {
      return Unexpected(ConfigurationError{"plugin folder " + directory.string(), error.message(),
                                           "name an existing folder with --plugin-directory"});
    }
    for (const std::filesystem::directory_entry& entry : entries) {
      if (entry.path().extension() == ".so") files.push_back(entry.path());
    }
  }
  return files;
}

namespace {

// Adds it, unless a file that was looked at earlier describes its product.
void add_unless_shadowed(const LoadedPlugin& plugin, std::vector<LoadedPlugin>& plugins) {
  const bool shadowed = std::any_of(plugins.begin(), plugins.end(), [&](const LoadedPlugin& other) {
    return other.product->id == plugin.product->id;
  });
  if (!shadowed) plugins.push_back(plugin);
}

void sort_by_product(std::vector<LoadedPlugin>& plugins) {
  std::sort(plugins.begin(), plugins.end(), [](const LoadedPlugin& a, const LoadedPlugin& b) {
    return a.product->id < b.product->id;
  });
}

}  // namespace

Expected<std::vector<LoadedPlugin>> PluginRegistry::all() {
  const auto files = all_files();
  if (!files) return Unexpected(files.error());
  std::vector<LoadedPlugin> plugins;
  for (const std::filesystem::path& file : *files) {
    const Expected<LoadedPlugin> plugin = load_once(file);
    if (!plugin) return Unexpected(plugin.error());
    add_unless_shadowed(*plugin, plugins);
  }
  sort_by_product(plugins);
  return plugins;
}

std::vector<LoadedPlugin> PluginRegistry::usable() {
  std::vector<LoadedPlugin> plugins;
  for (const std::filesystem::path& file : all_files().value_or(std::vector<std::filesystem::path>())) {
    const Expected<LoadedPlugin> plugin = load_once(file);
    if (plugin) add_unless_shadowed(*plugin, plugins);
  }
  sort_by_product(plugins);
  return plugins;
}

}  // namespace s2sconform
