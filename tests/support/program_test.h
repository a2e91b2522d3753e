// For tests of the programs from outside: runs s2sconform, with a folder of the test's own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {

class ProgramTest : public testing::Test {
 protected:
  Finished s2sconform(std::vector<std::string> arguments,
                      const std::map<std::string, std::string>& environment = {}) {
    arguments.insert(arguments.begin(), program("s2sconform").string());
    return run_program(arguments, environment);
  }
  // In the test's folder.
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  // All that was written below a folder, as text.
  static std::string all_files(const std::filesystem::path& folder) {
    std::string text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) text += read_file(entry.path());
    }
    return text;
  }
  // The exchanges that a run has recorded, of all its targets.
  static std::string all_archives(const std::filesystem::path& output) {
    return all_files(output / "har");
  }

  TemporaryFolder folder_;
};

}  // namespace s2sconform::test
