#include "harness/written_items/written_items.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/base/json_writer.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view prefix = "written-";
constexpr std::string_view suffix = ".jsonl";
constexpr std::size_t largest_file = 64 * 1024 * 1024;

std::string line_of(const std::vector<std::pair<const char*, std::string>>& members) {
  std::ostringstream line;
  JsonWriter writer(line, JsonWriter::Layout::lines);
  writer.begin_object();
  for (const auto& [name, value] : members) writer.name(name).string(value);
  writer.end_object();
  return line.str();
}

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string because(const fs::path& file, int error) {
  return "'" + file.string() + "' cannot be written (" + std::strerror(error) +
         "): nothing is written into a mailbox that is not noted first";
}

Unexpected unusable(const fs::path& file, std::string problem, std::string remedy) {
  return Unexpected(ConfigurationError{file.string(), std::move(problem), std::move(remedy)});
}

}  // namespace

WrittenItems::WrittenItems(fs::path folder, std::string run_id, std::string targets_file)
    : file_(std::move(folder) / (std::string(prefix) + run_id + std::string(suffix))),
      run_id_(std::move(run_id)),
      targets_file_(std::move(targets_file)) {
  std::error_code ignored;
  if (!targets_file_.empty()) targets_file_ = fs::absolute(targets_file_, ignored).string();
}

WrittenItems::WrittenItems(WrittenItems&& other) noexcept
    : file_(std::move(other.file_)),
      run_id_(std::move(other.run_id_)),
      targets_file_(std::move(other.targets_file_)),
      left_(std::move(other.left_)),
      keep_(other.keep_),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

WrittenItems::~WrittenItems() {
  if (descriptor_ < 0) return;
  if (left_.empty() && !keep_) ::unlink(file_.c_str());  // before the lock goes
  ::close(descriptor_);
}

tl::expected<void, std::string> WrittenItems::create() {
  if (!file_.has_parent_path()) {
    return tl::unexpected(
        std::string("there is no folder to note written items in: name one with --state"));
  }
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  if (error) return tl::unexpected(because(file_, error.value()));
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return tl::unexpected(because(file_, errno));
  }
  return append(line_of({{"run_id", run_id_}, {"targets_file", targets_file_}}));
}

tl::expected<void, std::string> WrittenItems::append(const std::string& line) {
  const ssize_t written = ::write(descriptor_, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    return tl::unexpected(because(file_, written < 0 ? errno : ENOSPC));
  }
  return {};
}

tl::expected<void, std::string> WrittenItems::intend(const WrittenItem& item) {
  if (descriptor_ < 0) {
    if (auto created = create(); !created) return created;
  }
  const auto noted = append(line_of({{"event", "intended"},
                                     {"target", item.target},
                                     {"mailbox", item.mailbox},
                                     {"subject", item.subject}}));
  if (!noted) return noted;
  left_.push_back(item);
  if (::fdatasync(descriptor_) != 0) return tl::unexpected(because(file_, errno));
  return {};
}

void WrittenItems::strike_gone(const std::string& target, const std::string& mailbox,
                               const std::vector<std::string>& left_subjects) {
  std::erase_if(left_, [&](const WrittenItem& item) {
    const bool is_left =
        std::any_of(left_subjects.begin(), left_subjects.end(),
                    [&](const std::string& subject) { return subject.starts_with(item.subject); });
    if (item.target != target || item.mailbox != mailbox || is_left) return false;
    // Should it not reach the disk, cleanup looks once more for what is not there.
    (void)append(line_of({{"event", "gone"}, {"target", target}, {"subject", item.subject}}));
    return true;
  });
}

Expected<WrittenItems> WrittenItems::open(const fs::path& file) {
  WrittenItems items(file.parent_path(), "", "");
  items.file_ = file;
  items.descriptor_ = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (items.descriptor_ < 0) return unusable(file, "cannot be opened", "see its permissions");
  items.keep_ = true;  // until it is read
  if (::flock(items.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return unusable(file, "is in use by a run", "wait until the run has ended");
  }
  // Under the lock: what is read is all that there is.
  if (auto read = items.read(); !read) return Unexpected(read.error());
  items.keep_ = false;
  return items;
}

Expected<void> WrittenItems::read() {
  const auto text = read_bounded_file(file_, largest_file);
  if (!text) return unusable(file_, "cannot be read: " + text.error().text, "look at the file");
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  const json head = json::parse(line, nullptr, false);
  if (!head.is_object() || text_of(head, "run_id").empty()) {
    return unusable(file_, "is no list of written items", "move it out of the folder");
  }
  run_id_ = text_of(head, "run_id");
  targets_file_ = text_of(head, "targets_file");
  while (std::getline(lines, line)) {
    // A last line that was cut off is of an item that was not written.
    const json event = json::parse(line, nullptr, false);
    if (!event.is_object()) continue;
    const std::string target = text_of(event, "target");
    if (text_of(event, "event") == "intended") {
      left_.push_back({target, text_of(event, "mailbox"), text_of(event, "subject")});
    } else if (text_of(event, "event") == "gone") {
      std::erase_if(left_, [&](const WrittenItem& item) {
        return item.target == target && item.subject == text_of(event, "subject");
      });
    }
  }
  return {};
}

std::vector<fs::path> written_items_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(suffix)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace s2sconform
