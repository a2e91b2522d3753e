#include "harness/journal/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/journal/run_header.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_journal = std::size_t{4} * 1024 * 1024 * 1024;
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

void take(RunEvent event, JournalContent& content) {
  content.ended = false;  // a run that has ended may have been resumed
  if (auto* probed = std::get_if<TargetProbed>(&event)) {
    const auto before = content.probed.find(probed->target);
    const bool was_in_part = before != content.probed.end() && before->second.interrupted;
    if (was_in_part) content.verdicts.erase(probed->target);
    content.probed[probed->target] = std::move(*probed);
  } else if (auto* verdict = std::get_if<Verdict>(&event)) {
    Verdict& kept = content.verdicts[verdict->target][verdict->requirement];
    kept = std::move(*verdict);
  } else if (auto* died = std::get_if<WorkerDied>(&event)) {
    content.deaths.push_back(std::move(*died));
  } else if (const auto* ended = std::get_if<RunEnded>(&event)) {
    content.ended = true;
    content.interrupted = ended->interrupted;
    content.ended_at = ended->at;
  }
}

}  // namespace

Expected<Journal> Journal::begin(const fs::path& folder, const RunHeader& header) {
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
  if (auto written = journal.write(header_line(header)); !written) {
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
  const auto text = read_bounded_file(file, largest_journal);
  if (!text) return unusable(file, text.error().text, "name the output folder of a run");
  Expected<JournalContent> parsed = parse_journal(*text, file);
  if (!parsed) return Unexpected(parsed.error());
  // What was cut off must not run into the next line.
  const std::size_t whole = text->rfind('\n') + 1;
  if (whole != text->size() && ::ftruncate(descriptor, static_cast<off_t>(whole)) != 0) {
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
  const auto text = read_bounded_file(file, largest_journal);
  if (!text) return unusable(file, text.error().text, "name the output folder of a run");
  return parse_journal(*text, file);
}

Journal::Journal(Journal&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<void> Journal::append(const RunEvent& event) { return write(event_line(event)); }

Expected<void> Journal::write(const std::string& line) {
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      return unusable(
          file_, std::string("cannot be written: ") + std::strerror(written < 0 ? errno : ENOSPC),
          "make room, and go on with 's2sconform run --resume'");
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Expected<JournalContent> parse_journal(std::string_view text, const fs::path& file) {
  JournalContent content;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) break;  // cut off
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::string place = file.string() + ":" + std::to_string(++number);
    if (number == 1) {
      auto header = parse_header(line);
      if (!header) {
        return Unexpected(ConfigurationError{place, "is no journal of a run: " + header.error(),
                                             "name the output folder of a run"});
      }
      content.header = std::move(*header);
      continue;
    }
    auto event = parse_event(line);
    if (!event) {
      return Unexpected(ConfigurationError{place, "is no event of a run: " + event.error(),
                                           "a journal is kept as it was written: run again"});
    }
    take(std::move(*event), content);
  }
  if (number == 0) {
    return unusable(file, "is empty: the run was cut off before it began", "run again");
  }
  for (const auto& [target, probed] : content.probed) {
    if (probed.interrupted) content.verdicts.erase(target);
  }
  return content;
}

}  // namespace s2sconform
