// For tests of the programs from outside: runs s2sconform, with a folder of the test's own.
#pragma once

#include <gtest/gtest.h>

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

  TemporaryFolder folder_;
};

}  // namespace s2sconform::test
