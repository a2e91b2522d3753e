#include "reports/output_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <future>
#include <list>
#include <ostream>
#include <streambuf>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "harness/base/sha256.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

// Writes to a file descriptor and keeps the first error: std::ofstream loses it and cannot fsync.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }

  int error() const { return error_; }

  WrittenReport written() { return {bytes_, hash_.finish()}; }

 protected:
  int_type overflow(int_type character) override {
    if (sync() != 0) return traits_type::eof();
    if (traits_type::eq_int_type(character, traits_type::eof())) return 0;
    return sputc(traits_type::to_char_type(character));
  }

  int sync() override {
    for (const char* next = pbase(); error_ == 0 && next < pptr();) {
      const ssize_t written = ::write(descriptor_, next, static_cast<std::size_t>(pptr() - next));
      if (written >= 0) {
        hash_.add({next, static_cast<std::size_t>(written)});
        bytes_ += static_cast<std::uint64_t>(written);
        next += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    if (error_ != 0) return -1;
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return 0;
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::uint64_t bytes_ = 0;
  Sha256 hash_;
  std::array<char, 64 * 1024> buffer_;
};

// A new file in a folder, removed again unless it was renamed.
class TemporaryFile {
 public:
  TemporaryFile(const fs::path& folder, std::string_view name) {
    static std::atomic<unsigned> number{0};
    do {
      path_ = folder / ("." + std::string(name) + "." + std::to_string(::getpid()) + "." +
                        std::to_string(number++) + ".tmp");
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor_ < 0 && errno == EEXIST);
    error_ = descriptor_ < 0 ? errno : 0;
    present_ = descriptor_ >= 0;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (present_) ::unlink(path_.c_str());
  }

  // Each step does nothing after a failed one; error() is the first failed step's errno, or 0.
  int error() const { return error_; }

  void fill(const std::function<void(std::ostream&)>& writer) {
    if (error_ != 0) return;
    DescriptorBuffer buffer(descriptor_);
    std::ostream out(&buffer);
    writer(out);
    out.flush();
    error_ = buffer.error();
    if (error_ == 0 && !out) error_ = EIO;  // the writer gave up
    report_ = buffer.written();
  }

  const WrittenReport& report() const { return report_; }

  void bring_to_disk() {
    if (error_ == 0 && ::fsync(descriptor_) != 0) error_ = errno;
    if (descriptor_ < 0) return;
    const int closed = ::close(descriptor_);  // a network file system tells of a full disk here
    descriptor_ = -1;
    if (error_ == 0 && closed != 0) error_ = errno;
  }

  void rename_to(const fs::path& destination) {
    if (error_ != 0) return;
    if (::rename(path_.c_str(), destination.c_str()) == 0) {
      present_ = false;
    } else {
      error_ = errno;
    }
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  int error_ = 0;
  bool present_ = false;
  WrittenReport report_;
};

// Makes a rename last through a power cut. Some file systems cannot do this for a folder, and the
// report is already whole, so a failure is no error.
void bring_folder_to_disk(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

std::string remedy_for(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "free space on that disk, or name an output folder on another one";
    case EACCES:
    case EPERM:
    case EROFS:
      return "give the account that runs s2sconform the right to write there, or name another "
             "output "
             "folder";
    case EEXIST:
    case ENOTDIR:
    case EISDIR:
      return "move away what has the name of the folder or file, or name another output folder";
    default:
      return "name another output folder";
  }
}

Unexpected failure(const fs::path& place, const std::string& what, int error) {
  return Unexpected(ConfigurationError{
      place.string(), what + ": " + std::generic_category().message(error), remedy_for(error)});
}

}  // namespace

Expected<OutputFolder> OutputFolder::open(const fs::path& path) {
  const fs::path folder = path.empty() ? fs::path(".") : path;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failure(folder, "cannot create the output folder", error.value());

  TemporaryFile trial(folder, "s2sconform-trial");
  trial.fill([](std::ostream& out) { out << "can this folder be written?\n"; });
  trial.bring_to_disk();
  if (trial.error() != 0) {
    return failure(folder, "cannot write in the output folder", trial.error());
  }
  return OutputFolder(folder);
}

Expected<WrittenReport> OutputFolder::write(
    std::string_view name, const std::function<void(std::ostream&)>& writer) const {
  auto written = write_all({{std::string(name), writer}});
  if (!written) return Unexpected(written.error());
  return std::move(written->front());
}

Expected<std::vector<WrittenReport>> OutputFolder::write_all(
    const std::vector<Report>& reports) const {
  for (const auto& [name, writer] : reports) {
    if (name.empty() || name == "." || name == ".." || name.find('/') != name.npos) {
      return failure(path_ / name, "not a file name: '" + name + "'", EINVAL);
    }
  }
  std::list<TemporaryFile> files;
  std::vector<std::future<void>> others;  // than the first, which this thread writes
  const auto bring_to_disk = [](TemporaryFile& file, const Report& report) {
    file.fill(report.writer);
    file.bring_to_disk();
  };
  for (const Report& report : reports) {
    TemporaryFile& file = files.emplace_back(path_, report.name);
    if (files.size() == 1) continue;
    constexpr auto a_thread_if_there_is_one = std::launch::async | std::launch::deferred;
    others.push_back(
        std::async(a_thread_if_there_is_one, bring_to_disk, std::ref(file), std::cref(report)));
  }
  if (!files.empty()) bring_to_disk(files.front(), reports.front());
  for (std::future<void>& other : others) other.get();
  std::vector<WrittenReport> written;
  const auto failed = [&](const TemporaryFile& file, const Report& report) {
    return failure(path_ / report.name, "cannot write the report", file.error());
  };
  auto report = reports.begin();
  for (const TemporaryFile& file : files) {
    if (file.error() != 0) return failed(file, *report);
    ++report;
  }
  report = reports.begin();
  for (TemporaryFile& file : files) {
    file.rename_to(path_ / report->name);
    if (file.error() != 0) return failed(file, *report);
    written.push_back(file.report());
    ++report;
  }
  bring_folder_to_disk(path_);
  return written;
}

void OutputFolder::remove_leftovers() const {
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') && name.ends_with(".tmp")) leftovers.push_back(entry.path());
  }
  for (const fs::path& file : leftovers) fs::remove(file, error);
}

}  // namespace s2sconform
