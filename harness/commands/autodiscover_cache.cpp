#include "harness/commands/autodiscover_cache.h"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "harness/base/bounded_file.h"

namespace s2sconform {
namespace {

using nlohmann::json;

constexpr std::size_t largest_cache = 16 * 1024 * 1024;

json read(const std::filesystem::path& file) {
  const auto text =
      file.empty() ? tl::unexpected(FileProblem{}) : read_bounded_file(file, largest_cache);
  json known = text ? json::parse(*text, nullptr, false) : json::object();
  return known.is_object() ? known : json::object();
}

}  // namespace

AutodiscoverCache::AutodiscoverCache(std::filesystem::path folder)
    : file_(folder.empty() ? std::filesystem::path() : folder / "autodiscover-cache.json") {}

std::string AutodiscoverCache::ews_url(const std::string& target,
                                       const std::string& address) const {
  const json known = read(file_);
  const auto of_target = known.find(target);
  if (of_target == known.end() || !of_target->is_object()) return {};
  const auto url = of_target->find(address);
  return url != of_target->end() && url->is_string() ? url->get<std::string>() : std::string();
}

void AutodiscoverCache::keep(const std::string& target, const std::string& address,
                             const std::string& url) const {
  if (file_.empty()) return;
  json known = read(file_);
  if (!known[target].is_object()) known[target] = json::object();
  known[target][address] = url;
  std::error_code error;
  std::filesystem::create_directories(file_.parent_path(), error);
  std::filesystem::path temporary = file_;
  temporary += "." + std::to_string(::getpid()) + ".tmp";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out << known.dump(2) << '\n';
  out.close();
  if (out) std::filesystem::rename(temporary, file_, error);
  if (!out || error) std::filesystem::remove(temporary, error);
}

}  // namespace s2sconform
