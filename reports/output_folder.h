// The folder that takes a run's reports: each report is written whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

struct WrittenReport {
  std::uint64_t bytes = 0;
  std::string sha256;
};

class OutputFolder {
 public:
  // open creates the folder `path`, with its parents, and proves that a file can be written in it,
  // so that a run fails before it starts and not after. On failure the error says what to do.
  static Expected<OutputFolder> open(const std::filesystem::path& path);

  // write calls `writer` with a stream to a temporary file of the folder, brings that to the disk
  // and renames it to `name`: who reads `name` sees the old report or the whole new one. On
  // failure, be it a full disk or an exception of `writer` (which is passed on), `name` is as it
  // was and the temporary file is removed. Returns what was written. `name` is a file name without
  // a folder.
  Expected<WrittenReport> write(std::string_view name,
                                const std::function<void(std::ostream&)>& writer) const;

  struct Report {
    std::string name;
    std::function<void(std::ostream&)> writer;
  };

  // The same of several at once, each with a thread of its own, so that they may read the same
  // things and change none. On failure of one all are as they were, unless it is that of renaming.
  Expected<std::vector<WrittenReport>> write_all(const std::vector<Report>& reports) const;

  // Removes the temporary files of processes that were killed while they wrote a report. Nobody
  // else must be writing into the folder.
  void remove_leftovers() const;

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit OutputFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace s2sconform
