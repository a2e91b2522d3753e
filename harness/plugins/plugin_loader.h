// Finds and loads product plugins.
#pragma once

#include <s2sconform/plugin.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

// A loaded plugin. It stays loaded until the process ends, so `product` never dangles.
struct LoadedPlugin {
  std::filesystem::path file;
  const plugin::Product* product = nullptr;
};

// Loads one plugin file. In this order it is refused, each with one clear line, when it is missing
// or no regular file; when it or its folder can be written by everybody; when it is no shared
// object; when it exports no plugin function, or one of an older or newer API version (read from
// the symbol table: nothing of the file has run yet); when it crashes, hangs or ends the process
// while it is loaded in a child process; when it declines to serve; when its description is not
// complete. Call from one thread, before others are started.
// `died`, if it is not nullptr, says whether the child process died.
Expected<LoadedPlugin> load_plugin(const std::filesystem::path& named, bool* died = nullptr);

// The folder of the plugins that are installed with the harness.
std::filesystem::path installed_plugin_directory();

// Where plugins are looked for: files that were named, then folders, in order.
struct PluginSearch {
  std::vector<std::filesystem::path> files;
  std::vector<std::filesystem::path> directories;
};

class PluginRegistry {
 public:
  explicit PluginRegistry(PluginSearch search) : search_(std::move(search)) {}

  // The plugin whose product id is `product`: of the named files, or "<product>.so" of the first
  // folder that has one. Loads at most what it needs. The error names the products that there are.
  Expected<LoadedPlugin> find(std::string_view product);

  // Whether find() gives an error because the product's plugin died when it was tried, or one that
  // may be its plugin. Such a plugin costs the targets of its product, and no others.
  bool died(std::string_view product) const { return died_products_.contains(product); }

  // All that there are, by product id.
  Expected<std::vector<LoadedPlugin>> all();

  // The same without those that cannot be used.
  std::vector<LoadedPlugin> usable();

 private:
  Expected<LoadedPlugin> search_for(std::string_view product);
  Expected<LoadedPlugin> load_once(const std::filesystem::path& file);
  Expected<std::vector<std::filesystem::path>> all_files() const;

  PluginSearch search_;
  std::vector<LoadedPlugin> loaded_;
  std::map<std::string, LoadedPlugin, std::less<>> found_;    // by product
  std::map<std::filesystem::path, ConfigurationError> died_;  // by file
  std::set<std::string, std::less<>> died_products_;
};

}  // namespace s2sconform
