#include "harness/targets/ca_files.h"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "harness/base/ascii.h"
#include "harness/base/bounded_file.h"
#include "harness/x509/certificate.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_bytes = 16 * 1024 * 1024;

// "5ed36f99.0"
bool is_hashed_name(std::string_view name) {
  constexpr std::size_t hash = 8;
  return name.size() > hash + 1 && name[hash] == '.' &&
         std::all_of(name.begin(), name.begin() + hash, is_hexadecimal) &&
         std::all_of(name.begin() + hash + 1, name.end(), is_digit);
}

}  // namespace

std::optional<std::string> problem_of_ca_file(const std::filesystem::path& file) {
  const auto text = read_bounded_file(file, maximum_bytes);
  const std::string refused = "no CA certificate can be read from " + file.string() + ": ";
  if (!text) return refused + text.error().text;
  const auto certificates = parse_pem_certificates(*text);
  if (!certificates) return refused + certificates.error();
  return std::nullopt;
}

std::optional<std::string> problem_of_ca_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::directory_iterator entry(directory, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (is_hashed_name(entry->path().filename().string()) && !problem_of_ca_file(entry->path())) {
      return std::nullopt;
    }
  }
  if (error) return "the CA folder cannot be read: " + directory.string() + ": " + error.message();
  return "no CA certificate stands under its hash's name in " + directory.string();
}

}  // namespace s2sconform
