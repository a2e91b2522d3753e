#include "harness/bundle/bundle.h"

#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/base/sha256.h"
#include "harness/evidence/har.h"

namespace s2sconform {
namespace {

constexpr std::size_t largest_manifest = 64 * 1024 * 1024;
constexpr std::size_t largest_file = 1024 * 1024 * 1024;

}  // namespace

Expected<Bundle> Bundle::open(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "manifest.json";
  const auto text = read_bounded_file(file, largest_manifest);
  if (!text) {
    return Unexpected(
        ConfigurationError{file.string(), text.error().text, "name the output folder of a run"});
  }
  Expected<Manifest> manifest = read_manifest(*text, file.string());
  if (!manifest) return Unexpected(manifest.error());
  return Bundle(folder, std::move(*manifest));
}

Bundle::Bundle(std::filesystem::path folder, Manifest manifest)
    : folder_(std::move(folder)), manifest_(std::move(manifest)) {
  const auto number = [](const auto& list, auto& numbers) {
    for (std::size_t index = 0; index < list.size(); ++index) {
      numbers.emplace(list[index].name, index);
    }
  };
  number(manifest_.targets, targets_);
  number(manifest_.files, files_);
}

const BundledTarget* Bundle::find_target(std::string_view name) const {
  const auto found = targets_.find(name);
  return found == targets_.end() ? nullptr : &manifest_.targets[found->second];
}

Expected<std::string> Bundle::read(std::string_view name) const {
  const std::filesystem::path file = folder_ / name;
  const auto failed = [&](const std::string& problem) {
    return Unexpected(ConfigurationError{
        file.string(), problem, "a bundle is kept as it was written: take the original again"});
  };
  const auto known = files_.find(name);
  if (known == files_.end()) return failed("is not in the manifest");
  auto text = read_bounded_file(file, largest_file);
  if (!text) return failed(text.error().text);
  const BundledFile& recorded = manifest_.files[known->second];
  if (sha256_of(*text) != recorded.sha256) return failed("is not what the manifest says");
  return std::move(*text);
}

Expected<Evidence> Bundle::evidence_of(std::string_view target) const {
  const BundledTarget* known = find_target(target);
  if (!known) return Evidence();
  const Expected<std::string> text = read(known->har);
  if (!text) return Unexpected(text.error());
  return read_har(*text, folder_ / known->har);
}

}  // namespace s2sconform
