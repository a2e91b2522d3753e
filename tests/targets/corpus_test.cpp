// The reader on the corpus that the schema is held against as well (check_schema.py).
#include <gtest/gtest.h>

#include <filesystem>

#include "harness/targets/targets_file.h"
#include "tests/support/process.h"

namespace s2sconform {
namespace {

std::optional<std::string> nothing_set(const std::string&) { return std::nullopt; }

std::size_t judge_folder(const std::string& name, bool good) {
  std::size_t judged = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() / "tests/targets/corpus" / name)) {
    if (entry.path().extension() != ".json") continue;
    ++judged;
    const Expected<TargetsFile> file = load_targets_file(entry.path(), &nothing_set);
    EXPECT_EQ(file.has_value(), good)
        << entry.path().filename() << (file ? "" : ": " + file.error().line());
    if (!file) {
      EXPECT_TRUE(file.error().place.starts_with(entry.path().string() + ":"));
      EXPECT_FALSE(file.error().problem.empty());
    }
  }
  return judged;
}

TEST(Corpus, GoodFilesAreRead) { EXPECT_GE(judge_folder("good", true), 4u); }
TEST(Corpus, BadFilesAreRefused) { EXPECT_GE(judge_folder("bad", false), 40u); }
TEST(Corpus, WhatOnlyTheReaderCanRefuseIsRefused) {
  EXPECT_GE(judge_folder("bad/reader-only", false), 6u);
}

}  // namespace
}  // namespace s2sconform
