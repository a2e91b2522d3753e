#include "harness/journal/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "harness/journal/run_header.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

// The workers of a run that was killed are killed with it, but not in the same instant.
constexpr std::chrono::seconds lock_patience{5};
constexpr std::chrono::milliseconds lock_interval{10};

Unexpected unusable(const fs::path& file, std::string problem, std::string remedy) {
  return Unexpected(ConfigurationError{file.string(), std::move(problem), std::move(remedy)});
}

bool lock(int descriptor, std::chrono::milliseconds patience) {
  const auto latest = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() >= latest) return false;
    std::this_thread::sleep_for(lock_interval);
  }
  return true;
}

Unexpected in_use(const fs::path& file) {
  return unusable(file, "another run is writing into this folder",
                  "wait until it has ended, or name another with --output");
}

class JournalReader {
 public:
  void take(RunEvent event) {
    content_.ended = false;  // a run that has ended may have been resumed
    if (auto* probed = std::get_if<TargetProbed>(&event)) {
      take_probed(std::move(*probed));
    } else if (auto* verdict = std::get_if<Verdict>(&event)) {
      numbers_[verdict->target][verdict->requirement] = content_.verdicts.size();
      content_.verdicts.add(std::move(*verdict));
    } else if (auto* died = std::get_if<WorkerDied>(&event)) {
      content_.deaths.push_back(std::move(*died));
    } else if (const auto* ended = std::get_if<RunEnded>(&event)) {
      content_.ended = true;
      content_.interrupted = ended->interrupted;
      content_.ended_at = ended->at;
    }
  }

  JournalContent finish(RunHeader header, std::uint64_t bytes) {
    std::vector<std::size_t> kept;
    for (const auto& [target, numbers] : numbers_) {
      const auto probed = content_.probed.find(target);
      if (probed != content_.probed.end() && probed->second.interrupted) continue;
      for (const auto& [requirement, number] : numbers) kept.push_back(number);
    }
    content_.verdicts.arrange(kept);
    content_.header = std::move(header);
    content_.bytes = bytes;
    return std::move(content_);
  }

 private:
  void take_probed(TargetProbed probed) {
    const auto before = content_.probed.find(probed.target);
    const bool was_in_part = before != content_.probed.end() && before->second.interrupted;
    if (was_in_part) numbers_.erase(probed.target);
    content_.probed[probed.target] = std::move(probed);
  }

  JournalContent content_;
  // Of the last verdict, by target and requirement.
  std::map<std::string, std::map<std::string, std::size_t>> numbers_;
};

Expected<JournalContent> read_journal(const fs::path& file) {
  std::error_code error;
  const bool is_regular = fs::is_regular_file(file, error);
  std::ifstream in(file, std::ios::binary);
  if (!is_regular || !in) {
    return unusable(file, is_regular ? "cannot be read" : "is no regular file",
                    "name the output folder of a run");
  }
  return parse_journal(in, file);
}

}  // namespace

Expected<Journal> Journal::begin(const fs::path& folder, const RunHeader& header,
                                 const std::function<Expected<void>()>& prepare) {
  const fs::path file = folder / journal_name;
  const int descriptor =
      ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) {
    return unusable(file, std::string("cannot be written: ") + std::strerror(errno),
                    "name another folder with --output");
  }
  Journal journal(file, descriptor);
  if (!lock(descriptor, std::chrono::milliseconds(0))) return in_use(file);
  if (::ftruncate(descriptor, 0) != 0) {
    return unusable(file, std::string("cannot be written: ") + std::strerror(errno),
                    "name another folder with --output");
  }
  if (auto prepared = prepare(); !prepared) return Unexpected(prepared.error());
  if (auto written = journal.append_lines(header_line(header)); !written) {
    return Unexpected(written.error());
  }
  return journal;
}

Expected<Journal> Journal::reopen(const fs::path& folder, JournalContent& content) {
  const fs::path file = folder / journal_name;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) {
    return unusable(file, std::string("cannot be opened: ") + std::strerror(errno),
                    "name the output folder of a run");
  }
  Journal journal(file, descriptor);
  if (!lock(descriptor, lock_patience)) return in_use(file);
  // Under the lock: what is read is all that there is.
  Expected<JournalContent> parsed = read_journal(file);
  if (!parsed) return Unexpected(parsed.error());
  // What was cut off must not run into the next line.
  if (::ftruncate(descriptor, static_cast<off_t>(parsed->bytes)) != 0) {
    return unusable(file, std::string("cannot be written: ") + std::strerror(errno),
                    "see its permissions");
  }
  content = std::move(*parsed);
  return journal;
}

Expected<JournalContent> Journal::read(const fs::path& folder) {
  const fs::path file = folder / journal_name;
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) {
    return unusable(file, std::string("cannot be opened: ") + std::strerror(errno),
                    "name the output folder of a run");
  }
  const Journal journal(file, descriptor);
  if (!lock(descriptor, lock_patience)) return in_use(file);
  return read_journal(file);
}

Journal::Journal(Journal&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<void> Journal::append(const RunEvent& event) { return append_lines(event_line(event)); }

Expected<void> Journal::append_lines(std::string_view lines) {
  while (!lines.empty()) {
    const ssize_t written = ::write(descriptor_, lines.data(), lines.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      return unusable(
          file_, std::string("cannot be written: ") + std::strerror(written < 0 ? errno : ENOSPC),
          "make room, and go on with 's2sconform run --resume'");
    }
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Expected<JournalContent> parse_journal(std::istream& text, const fs::path& file) {
  JournalReader reader;
  RunHeader header;
  std::size_t number = 0;
  std::uint64_t bytes = 0;
  for (std::string line; std::getline(text, line) && !text.eof();) {  // a last one was cut off
    bytes += line.size() + 1;
    const std::string place = file.string() + ":" + std::to_string(++number);
    if (number == 1) {
      auto parsed = parse_header(line);
      if (!parsed) {
        return Unexpected(ConfigurationError{place, "is no journal of a run: " + parsed.error(),
                                             "name the output folder of a run"});
      }
      header = std::move(*parsed);
      continue;
    }
    auto event = parse_event(line);
    if (!event) {
      return Unexpected(ConfigurationError{place, "is no event of a run: " + event.error(),
                                           "a journal is kept as it was written: run again"});
    }
    reader.take(std::move(*event));
  }
  if (text.bad()) {
    return unusable(file, "cannot be read to its end", "see the disk that it is on");
  }
  if (number == 0) {
    return unusable(file, "is empty: the run was cut off before it began", "run again");
  }
  return reader.finish(std::move(header), bytes);
}

}  // namespace s2sconform
