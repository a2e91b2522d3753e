// Reads a targets file: JSON with comments, described by targets.schema.json beside this file.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/targets/target.h"

namespace s2sconform {

// Looks up an environment variable; nullopt when it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

struct TargetsFile {
  std::vector<Target> targets;        // at least one, names unique, in the file's order
  std::vector<std::string> warnings;  // one line each: a secret file that others can read
  // The file as a recording keeps it, in its own format: what says how answers are judged, without
  // what was needed to get them. Keys, passwords, headers, proxies and CA files have no place in
  // it.
  std::string recordable;
  std::string sha256;  // of the file's bytes
};

// load_targets_file reads `path`, resolves secrets, and checks everything that can be checked
// without a plugin and without the network: that CA files hold certificates, that URLs are https,
// that values are in range. File names inside the file are relative to its folder. On failure
// returns the first error, its place as "<path>:<line>:<column>".
Expected<TargetsFile> load_targets_file(const std::filesystem::path& path,
                                        const Environment& environment);

// parse_targets_text is load_targets_file for text that is already read; `path` is for messages and
// for relative file names.
Expected<TargetsFile> parse_targets_text(const std::string& text, const std::filesystem::path& path,
                                         const Environment& environment);

// parse_recorded_targets reads TargetsFile::recordable back. The identities have no keys, so that
// nothing can be sent for them.
Expected<TargetsFile> parse_recorded_targets(const std::string& text,
                                             const std::filesystem::path& path);

}  // namespace s2sconform
