#include "harness/base/bounded_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace s2sconform {
namespace {

constexpr std::size_t piece = 65536;

tl::unexpected<FileProblem> failed(int error) {
  using Kind = FileProblem::Kind;
  const bool missing = error == ENOENT || error == ENOTDIR;
  return tl::unexpected(
      FileProblem{missing ? Kind::missing : Kind::unreadable, std::strerror(error)});
}

// Takes the open file and closes it.
tl::expected<std::string, FileProblem> read_all(int file, std::size_t maximum) {
  std::string text;
  ssize_t count = 0;
  do {
    const std::size_t before = text.size();
    text.resize(before + std::min(piece, maximum + 1 - before));
    do {
      count = ::read(file, text.data() + before, text.size() - before);
    } while (count < 0 && errno == EINTR);
    text.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
  } while (count > 0 && text.size() <= maximum);
  const int error = errno;
  ::close(file);
  if (count < 0) return failed(error);
  if (text.size() > maximum) {
    return tl::unexpected(FileProblem{FileProblem::Kind::too_large,
                                      "is larger than " + std::to_string(maximum) + " bytes"});
  }
  return text;
}

}  // namespace

tl::expected<std::string, FileProblem> read_bounded_file(const std::filesystem::path& path,
                                                         std::size_t maximum, Pipes pipes) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return failed(errno);
  if (S_ISDIR(status.st_mode)) {
    return tl::unexpected(FileProblem{FileProblem::Kind::folder, "is a folder"});
  }
  if (!S_ISREG(status.st_mode) && pipes == Pipes::refused) {
    return tl::unexpected(FileProblem{FileProblem::Kind::not_regular, "is no regular file"});
  }
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(errno);
  return read_all(file, maximum);
}

bool is_open_to_others(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 &&
         (status.st_mode & (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)) != 0;
}

}  // namespace s2sconform
