#include "harness/commands/plugin_project.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string_view>
#include <system_error>

#include "harness/targets/names.h"

namespace s2sconform {
namespace {

// Of the longest file name, with its ending, and of a plugin's product id.
constexpr std::size_t longest_name = 64;

// Names that CMake keeps for itself.
constexpr std::array<std::string_view, 7> names_of_cmake = {"all",     "clean",   "depend", "help",
                                                            "install", "package", "test"};

std::string replaced(std::string text, std::string_view old, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += with.size()) {
    text.replace(at, old.size(), with);
  }
  return text;
}

// "contoso-chat": "contoso_chat".
std::string file_name(std::string product) {
  std::replace(product.begin(), product.end(), '-', '_');
  return product;
}

// "contoso-chat": "Contoso Chat".
std::string display_name(std::string product) {
  bool begins_word = true;
  for (char& character : product) {
    if (character == '-') character = ' ';
    if (begins_word && character >= 'a' && character <= 'z') {
      character = static_cast<char>(character - 'a' + 'A');
    }
    begins_word = character == ' ';
  }
  return product;
}

std::string with_names(const char* text, const std::string& product) {
  // None of the three names can be part of what another is replaced with.
  std::string named = replaced(text, "Contoso Chat", display_name(product));
  named = replaced(std::move(named), "contoso_chat", file_name(product));
  return replaced(std::move(named), "contoso-chat", product);
}

Expected<void> check_name(const std::string& product) {
  const std::string place = "name '" + product + "'";
  const bool begins_with_letter = !product.empty() && product[0] >= 'a' && product[0] <= 'z';
  if (!is_product_id(product) || !begins_with_letter || product.ends_with('-') ||
      product.size() > longest_name) {
    return Unexpected(ConfigurationError{
        place, "cannot be a product's id",
        "take up to 64 small letters, digits and '-', a letter first: contoso-chat"});
  }
  if (std::find(names_of_cmake.begin(), names_of_cmake.end(), product) != names_of_cmake.end()) {
    return Unexpected(
        ConfigurationError{place, "is a name that CMake keeps for itself", "take another"});
  }
  return {};
}

Expected<void> write_file(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (out) return {};
  return Unexpected(ConfigurationError{file.string(), "cannot be written",
                                       "make room, or name another folder with --output"});
}

}  // namespace

Expected<void> write_plugin_project(const std::string& product,
                                    const std::filesystem::path& folder) {
  if (const auto checked = check_name(product); !checked) return checked;
  std::error_code error;
  if (std::filesystem::exists(folder, error) &&
      !(std::filesystem::is_directory(folder, error) && std::filesystem::is_empty(folder, error))) {
    return Unexpected(ConfigurationError{folder.string(), "is there already, and is not empty",
                                         "name another folder with --output"});
  }
  std::filesystem::create_directories(folder / "test", error);
  if (error) {
    return Unexpected(ConfigurationError{folder.string(), "cannot be made: " + error.message(),
                                         "name a folder that you may write, with --output"});
  }
  for (const auto& [name, text] :
       {std::pair<std::string, const char*>{file_name(product) + ".cpp", example_plugin_source},
        {"CMakeLists.txt", example_plugin_cmake},
        {"test/in_the_lab", example_plugin_test},
        {"README.md", example_plugin_readme}}) {
    const auto written = write_file(folder / name, with_names(text, product));
    if (!written) return written;
  }
  std::filesystem::permissions(folder / "test/in_the_lab",
                               std::filesystem::perms::owner_exec |
                                   std::filesystem::perms::group_exec |
                                   std::filesystem::perms::others_exec,
                               std::filesystem::perm_options::add, error);
  return {};
}

}  // namespace s2sconform
