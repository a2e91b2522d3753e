// Secrets of the targets file: {"environment": "NAME"} or {"file": "path"}, never the value itself.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/secret.h"
#include "harness/json/object_reader.h"
#include "harness/targets/targets_file.h"

namespace s2sconform {

struct Identity;

// What reading the values of one file needs.
struct ReadContext {
  const Environment& environment;
  std::filesystem::path folder;        // that relative file names are seen from
  std::vector<std::string>& warnings;  // takes a line for a file that others can read
  ErrorSink& errors;
  std::set<std::string>& checked;  // CA files and folders: hundreds of targets name one
  const std::map<std::string, std::shared_ptr<const Identity>>& identities;  // by name
  bool recorded = false;  // the file is a bundle's: identities have no keys there
};

// The remedy for a secret that is given in another way.
inline constexpr const char* how_to_name_a_secret =
    "write {\"environment\": \"NAME\"} or {\"file\": \"path\"}";

// Whether `text` would end the header line that it is put into: it holds CR, LF or NUL.
bool breaks_line(std::string_view text);

// Adds a warning when others than its owner can read or change `file`: one a file, however many
// targets name it.
void warn_if_open_to_others(const std::filesystem::path& file, std::vector<std::string>& warnings);

// Reads the secret that `value` refers to. nullopt when it was reported as wrong; the report never
// holds the secret. One final line feed of a file is dropped.
std::optional<Secret> read_secret(const LocatedJson& value, const ReadContext& context);

}  // namespace s2sconform
