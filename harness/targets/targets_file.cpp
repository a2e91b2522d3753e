#include "harness/targets/targets_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <map>

#include "harness/base/ascii.h"
#include "harness/targets/target_reader.h"

namespace s2sconform {
namespace {

constexpr off_t maximum_file_bytes = 16 * 1024 * 1024;

Expected<std::string> read_file(const std::filesystem::path& path) {
  const auto refused = [&](std::string problem, std::string remedy) {
    return Unexpected(ConfigurationError{path.string(), std::move(problem), std::move(remedy)});
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return refused(std::strerror(errno), errno == ENOENT
                                             ? "name the targets file: s2sconform run FILE"
                                             : "correct its permissions");
  }
  struct stat status {};
  std::string text;
  const bool regular = ::fstat(file, &status) == 0 && !S_ISDIR(status.st_mode);
  bool complete = false;
  while (regular && static_cast<off_t>(text.size()) <= maximum_file_bytes) {
    const std::size_t before = text.size();
    text.resize(before + 65536);
    const ssize_t count = ::read(file, text.data() + before, 65536);
    text.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
    complete = count == 0;
    if (count <= 0) break;
  }
  ::close(file);
  if (!regular) return refused("is a folder", "name the targets file in it");
  if (!complete) return refused("cannot be read whole", "a targets file has at most 16 MiB");
  return text;
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

}  // namespace

Expected<TargetsFile> parse_targets_text(const std::string& text, const std::filesystem::path& path,
                                         const Environment& environment) {
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
  std::set<std::string> readable_ca_files;
  const ReadContext context{environment, path.parent_path(), file.warnings, errors,
                            readable_ca_files};
  ObjectReader reader(*root, nullptr, errors);
  reader.find("$schema");
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
    }
    report_same_names(file.targets, *list, errors);
  }
  if (errors.first()) return failed();
  return file;
}

Expected<TargetsFile> load_targets_file(const std::filesystem::path& path,
                                        const Environment& environment) {
  const Expected<std::string> text = read_file(path);
  if (!text) return Unexpected(text.error());
  return parse_targets_text(*text, path, environment);
}

}  // namespace s2sconform
