#include "harness/targets/targets_file.h"

#include <map>
#include <set>
#include <utility>

#include "harness/base/ascii.h"
#include "harness/base/bounded_file.h"
#include "harness/base/sha256.h"
#include "harness/targets/identity_reader.h"
#include "harness/targets/partnership_reader.h"
#include "harness/targets/recordable_targets.h"
#include "harness/targets/target_reader.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_file_bytes = 16 * 1024 * 1024;

// The targets file may come from a pipe: s2sconform run <(make-targets).
Expected<std::string> read_file(const std::filesystem::path& path) {
  auto text = read_bounded_file(path, maximum_file_bytes, Pipes::allowed);
  if (text) return std::move(*text);
  const auto remedy = [&] {
    switch (text.error().kind) {
      case FileProblem::Kind::missing:
        return "name the targets file: s2sconform run FILE";
      case FileProblem::Kind::folder:
        return "name the targets file in it";
      case FileProblem::Kind::too_large:
        return "a targets file has at most 16 MiB: split it";
      case FileProblem::Kind::not_regular:
      case FileProblem::Kind::unreadable:
        break;
    }
    return "correct its permissions";
  };
  return Unexpected(ConfigurationError{path.string(), text.error().text, remedy()});
}

void report_same_names(const std::vector<Target>& targets, const LocatedJson& list,
                       ErrorSink& errors) {
  std::map<std::string, std::size_t> lines;
  for (std::size_t index = 0; index < targets.size(); ++index) {
    const Position& position = list.elements[index].position;
    const auto [known, added] = lines.emplace(lower_case(targets[index].name), position.line);
    if (added || targets[index].name.empty()) continue;
    errors.report(position, "two targets have the name '" + targets[index].name + "'",
                  "the first one begins in line " + std::to_string(known->second) +
                      "; rename one (case does not count)");
  }
}

Expected<TargetsFile> parse(const std::string& text, const std::filesystem::path& path,
                            const Environment& environment, bool recorded) {
  ErrorSink errors(path.string());
  const auto failed = [&] { return Unexpected(*errors.first()); };
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    errors.report({}, "the file is empty", "see docs/targets-file.md for what goes into it");
    return failed();
  }
  const auto root = parse_located_json(text);
  if (!root) {
    errors.report(root.error().position, root.error().problem, "correct the JSON there");
    return failed();
  }
  if (!expect_kind(*root, LocatedJson::Kind::object, errors)) return failed();

  TargetsFile file;
  std::set<std::string> checked;
  Identities identities;
  const ReadContext context{environment, path.parent_path(), file.warnings, errors,
                            checked,     identities,         recorded};
  ObjectReader reader(*root, nullptr, errors);
  reader.find("$schema");
  if (const LocatedJson* described = reader.find("identities")) {
    identities = read_identities(*described, context);
    // A target would be blamed for naming an identity whose own error stands elsewhere.
    if (errors.first()) return failed();
  }
  const LocatedJson* defaults = reader.find("defaults");
  if (defaults && !expect_kind(*defaults, LocatedJson::Kind::object, errors)) return failed();
  if (defaults) check_defaults(*defaults, context);
  const LocatedJson* list = reader.require("targets");
  reader.close();
  if (list && expect_kind(*list, LocatedJson::Kind::array, errors)) {
    if (list->elements.empty()) errors.report(list->position, "there is no target", "add one");
    for (const LocatedJson& element : list->elements) {
      file.targets.emplace_back();
      if (!expect_kind(element, LocatedJson::Kind::object, errors)) continue;
      file.targets.back() = read_target(element, defaults, context);
      file.targets.back().place = errors.place_of(element.position);
    }
    report_same_names(file.targets, *list, errors);
    check_partnerships(file.targets, *list, errors);
  }
  if (errors.first()) return failed();
  file.recordable = recordable_targets(*root);
  file.sha256 = sha256_of(text);
  return file;
}

}  // namespace

Expected<TargetsFile> parse_targets_text(const std::string& text, const std::filesystem::path& path,
                                         const Environment& environment) {
  return parse(text, path, environment, false);
}

Expected<TargetsFile> parse_recorded_targets(const std::string& text,
                                             const std::filesystem::path& path) {
  return parse(
      text, path, [](const std::string&) { return std::nullopt; }, true);
}

Expected<TargetsFile> load_targets_file(const std::filesystem::path& path,
                                        const Environment& environment) {
  const Expected<std::string> text = read_file(path);
  if (!text) return Unexpected(text.error());
  return parse_targets_text(*text, path, environment);
}

}  // namespace s2sconform
