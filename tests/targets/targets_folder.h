// A folder with a targets file, for tests that read it.
#pragma once

#include <optional>
#include <string>

#include "harness/targets/targets_file.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {

class TargetsFolder {
 public:
  const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    return folder_.write(name, text);
  }

  Expected<TargetsFile> read(const std::string& text) const {
    return load_targets_file(folder_.write("targets.json", text), &variable);
  }
  // The error of `text` without the folder's name: "targets.json:2:7: …"; "read" when there is
  // none.
  std::string error_of(const std::string& text) const {
    const Expected<TargetsFile> file = read(text);
    return file ? "read" : without_folder(file.error().line());
  }
  // Drops the folder's name wherever it stands.
  std::string without_folder(std::string line) const {
    const std::string prefix = path().string() + "/";
    for (std::size_t at = line.find(prefix); at != line.npos; at = line.find(prefix)) {
      line.erase(at, prefix.size());
    }
    return line;
  }
  // A file with one target that has `more` in its second line, from the first column on.
  static std::string one_target(const std::string& more) {
    return R"({"targets":[{"name":"one","product":"exchange","version":"2019","realm":"*","base_urls":{"metadata":"https://a.example"},)"
           "\n" +
           more + "}]}";
  }

  static std::optional<std::string> variable(const std::string& name) {
    if (name == "CORPUS_SET") return "marked-secret";
    if (name == "CORPUS_EMPTY") return "";
    if (name == "CORPUS_LINES") return "marked-secret\nlines";
    return std::nullopt;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace s2sconform::test
