// Reads files that the user names, none of which may be endless.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace s2sconform {

struct FileProblem {
  enum class Kind { missing, folder, not_regular, too_large, unreadable };

  Kind kind = Kind::unreadable;
  std::string text;  // "No such file or directory"
};

// Reading a pipe takes its contents away and waits for its writer, so only a file that is read once
// may be one.
enum class Pipes { refused, allowed };

// read_bounded_file returns all of `path`, which is at most `maximum` bytes.
tl::expected<std::string, FileProblem> read_bounded_file(const std::filesystem::path& path,
                                                         std::size_t maximum,
                                                         Pipes pipes = Pipes::refused);

// Whether others than the owner may read or change `path`. False when it is not there.
bool is_open_to_others(const std::filesystem::path& path);

}  // namespace s2sconform
