// What a run has written into servers and not yet taken back, on disk before it is written: what is
// left when a run is killed can be found and removed ('s2sconform cleanup').
//
// One file a run, "written-<run id>.jsonl": a line about the run, then a line for each item that is
// going to be written and for each that is gone again. The run holds a lock on it; the file goes
// when nothing is left.
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

struct WrittenItem {
  std::string target;   // name in the targets file
  std::string mailbox;  // an address
  std::string subject;  // that the item's begins with; unique
};

class WrittenItems {
 public:
  // Of a new run. `folder` is made, and the file, when the first item is noted; an empty one is an
  // error then.
  WrittenItems(std::filesystem::path folder, std::string run_id, std::string targets_file);
  // Of a file that a run has left. An error when it is no such file or another process holds it.
  static Expected<WrittenItems> open(const std::filesystem::path& file);
  WrittenItems(WrittenItems&& other) noexcept;
  WrittenItems& operator=(WrittenItems&&) = delete;
  ~WrittenItems();  // removes the file when nothing is left

  const std::string& run_id() const { return run_id_; }
  const std::string& targets_file() const { return targets_file_; }  // absolute
  const std::filesystem::path& file() const { return file_; }

  // The item is on disk when this returns without an error. The error is one line.
  tl::expected<void, std::string> intend(const WrittenItem& item);
  // The items in that mailbox of the target are seen gone, but for those with these subjects.
  void strike_gone(const std::string& target, const std::string& mailbox,
                   const std::vector<std::string>& left_subjects);
  // In the order in which they were noted.
  const std::vector<WrittenItem>& left() const { return left_; }

 private:
  Expected<void> read();
  tl::expected<void, std::string> create();
  tl::expected<void, std::string> append(const std::string& line);

  std::filesystem::path file_;
  std::string run_id_;
  std::string targets_file_;
  std::vector<WrittenItem> left_;
  bool keep_ = false;  // the file, whatever is left
  int descriptor_ = -1;
};

// The files in `folder` that runs have left or are using; none when there is no such folder.
std::vector<std::filesystem::path> written_items_files(const std::filesystem::path& folder);

}  // namespace s2sconform
