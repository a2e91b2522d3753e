// A run's journal: journal.jsonl in its output folder, on disk ahead of every report. A line about
// the run, then an event a line (run_event.h) as it happens. A run that was cut off is finished
// from it ('run --resume'), or reported as far as it came ('report').
//
// The run holds a lock on it, and so do its workers: who gets the lock is alone in the folder.
// Lines are handed to the operating system one by one: a run that is killed loses none, a machine
// that loses its power those of the last moments. A last line that was cut off did not happen.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/journal/run_event.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

inline constexpr const char* journal_name = "journal.jsonl";

// What a run was asked for: the journal's first line.
struct RunHeader {
  std::string run_id;
  std::string harness_version;
  std::string suites_sha256;
  std::string targets_file;    // as it was named
  std::string working_folder;  // that its name is relative to
  std::string targets_sha256;
  std::chrono::system_clock::time_point started;
  std::vector<std::string> selected_targets;
  std::vector<std::string> selected_suites;
  std::vector<std::string> selected_requirements;
  std::vector<std::string> required;
  bool read_only = false;
  // Of a divided run: the names of each shard's targets, in the order of the shards; which of them
  // this journal is of; and, of a merged run, which were not there.
  std::vector<std::vector<std::string>> division;
  std::optional<Shard> shard;
  std::vector<Shard> missing_shards;
};

// What a journal holds, in the order in which it happened.
struct JournalContent {
  RunHeader header;
  std::map<std::string, TargetProbed> probed;  // by target: the last
  // Of each target and requirement the last, sorted by them. None of what was asked in part only,
  // when the run was stopped.
  VerdictStore verdicts;
  std::vector<WorkerDied> deaths;
  bool ended = false;
  bool interrupted = false;
  std::chrono::system_clock::time_point ended_at;
  std::uint64_t bytes = 0;  // of its whole lines
};

class Journal {
 public:
  // The journal of a new run, in place of an earlier one. `prepare` puts into the folder what the
  // run rests on: one that is cut off before that has not begun. An error when another process
  // holds the folder, or that of `prepare`.
  static Expected<Journal> begin(
      const std::filesystem::path& folder, const RunHeader& header,
      const std::function<Expected<void>()>& prepare = [] { return Expected<void>(); });
  // Of a run that was cut off, or has ended, with what it holds. Waits a moment for the lock: the
  // workers of a killed run end just after it.
  static Expected<Journal> reopen(const std::filesystem::path& folder, JournalContent& content);

  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  // What a journal holds that nobody is writing, without changing anything.
  static Expected<JournalContent> read(const std::filesystem::path& folder);

  // The line is with the operating system when this returns without an error.
  Expected<void> append(const RunEvent& event);
  // Lines of events, each with its line feed.
  Expected<void> append_lines(std::string_view lines);

  const std::filesystem::path& file() const { return file_; }

 private:
  Journal(std::filesystem::path file, int descriptor)
      : file_(std::move(file)), descriptor_(descriptor) {}

  std::filesystem::path file_;
  int descriptor_ = -1;
};

// What the text of a journal holds. `file` is for messages. An error when it is no journal, or one
// of another format.
Expected<JournalContent> parse_journal(std::istream& text, const std::filesystem::path& file);

}  // namespace s2sconform
