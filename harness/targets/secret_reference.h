// Secrets of the targets file: {"environment": "NAME"} or {"file": "path"}, never the value itself.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/secret.h"
#include "harness/targets/object_reader.h"
#include "harness/targets/targets_file.h"

namespace s2sconform {

// What reading the values of one file needs.
struct ReadContext {
  const Environment& environment;
  std::filesystem::path folder;        // that relative file names are seen from
  std::vector<std::string>& warnings;  // takes a line for a file that others can read
  ErrorSink& errors;
  std::set<std::string>& checked;  // CA files and folders: hundreds of targets name one
};

// The remedy for a secret that is given in another way.
inline constexpr const char* how_to_name_a_secret =
    "write {\"environment\": \"NAME\"} or {\"file\": \"path\"}";

// Whether `text` would end the header line that it is put into: it holds CR, LF or NUL.
bool breaks_line(std::string_view text);

// Reads the secret that `value` refers to. nullopt when it was reported as wrong; the report never
// holds the secret. One final line feed of a file is dropped.
std::optional<Secret> read_secret(const LocatedJson& value, const ReadContext& context);

}  // namespace s2sconform
