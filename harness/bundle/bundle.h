// Reads a bundle back. Each file is held to its hash in the manifest before it is used.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "harness/bundle/manifest.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

class Bundle {
 public:
  // The error names what is missing in `folder`, or what is no manifest.
  static Expected<Bundle> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  const Manifest& manifest() const { return manifest_; }

  // The text of one of the manifest's files. An error when it is missing or is not what it was.
  Expected<std::string> read(std::string_view name) const;
  // nullptr: the run did not have it.
  const BundledTarget* find_target(std::string_view name) const;
  // What was recorded of a target; nothing for a target that the run did not have.
  Expected<Evidence> evidence_of(std::string_view target) const;

 private:
  Bundle(std::filesystem::path folder, Manifest manifest);

  std::filesystem::path folder_;
  Manifest manifest_;
  // By name: their numbers in the manifest.
  std::map<std::string, std::size_t, std::less<>> targets_;
  std::map<std::string, std::size_t, std::less<>> files_;
};

}  // namespace s2sconform
