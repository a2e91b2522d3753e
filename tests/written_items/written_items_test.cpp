#include "harness/written_items/written_items.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

class WrittenItemsTest : public testing::Test {
 protected:
  std::filesystem::path state() const { return folder_.path() / "state"; }

  // The only file of the folder, opened after the run that wrote it has gone.
  Expected<WrittenItems> reopened() {
    const auto files = written_items_files(state());
    EXPECT_EQ(files.size(), 1u);
    return WrittenItems::open(files.at(0));
  }

  TemporaryFolder folder_;
};

const WrittenItem first{"exchange", "ken@a.example", "s2sconform run 1 item"};
const WrittenItem second{"exchange", "ken@a.example", "s2sconform run 2 item"};

TEST_F(WrittenItemsTest, NothingIsOnDiskUntilSomethingIsNoted) {
  { const WrittenItems items(state(), "run", "targets.json"); }
  EXPECT_FALSE(std::filesystem::exists(state()));
  EXPECT_TRUE(written_items_files(state()).empty());
}

TEST_F(WrittenItemsTest, WhatIsNotStruckOutIsFoundAgain) {
  {
    WrittenItems items(state(), "run", "targets.json");
    ASSERT_TRUE(items.intend(first));
    ASSERT_TRUE(items.intend(second));
    items.strike_gone(first.target, first.mailbox, {second.subject});
  }
  const auto again = reopened();
  ASSERT_TRUE(again) << again.error().line();
  EXPECT_EQ(again->run_id(), "run");
  EXPECT_EQ(again->targets_file(), std::filesystem::absolute("targets.json").string());
  ASSERT_EQ(again->left().size(), 1u);
  EXPECT_EQ(again->left().front().subject, second.subject);
}

TEST_F(WrittenItemsTest, TheFileGoesWhenNothingIsLeft) {
  {
    WrittenItems items(state(), "run", "targets.json");
    ASSERT_TRUE(items.intend(first));
    EXPECT_EQ(written_items_files(state()).size(), 1u);
    items.strike_gone(first.target, first.mailbox, {});
  }
  EXPECT_TRUE(written_items_files(state()).empty());
}

TEST_F(WrittenItemsTest, AnotherMailboxIsNotStruckOut) {
  WrittenItems items(state(), "run", "targets.json");
  ASSERT_TRUE(items.intend(first));
  items.strike_gone(first.target, "anna@a.example", {});
  items.strike_gone("another", first.mailbox, {});
  EXPECT_EQ(items.left().size(), 1u);
}

TEST_F(WrittenItemsTest, AFileInUseIsLeftAlone) {
  WrittenItems items(state(), "run", "targets.json");
  ASSERT_TRUE(items.intend(first));
  const auto other = reopened();
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().line().find("in use"), std::string::npos) << other.error().line();
  EXPECT_EQ(written_items_files(state()).size(), 1u);
}

TEST_F(WrittenItemsTest, ALineThatWasCutOffIsOfAnItemThatWasNotWritten) {
  {
    WrittenItems items(state(), "run", "targets.json");
    ASSERT_TRUE(items.intend(first));
  }
  std::ofstream(written_items_files(state()).at(0), std::ios::app)
      << "{\"event\":\"intended\",\"target\":\"exch";
  const auto again = reopened();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->left().size(), 1u);
}

TEST_F(WrittenItemsTest, AFileThatIsNoneIsNotTouched) {
  std::filesystem::create_directories(state());
  const auto file = state() / "written-by-hand.jsonl";
  std::ofstream(file) << "notes\n";
  EXPECT_FALSE(WrittenItems::open(file));
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(WrittenItemsTest, AFolderThatCannotBeWrittenIsSaidBeforeAnythingIsWritten) {
  std::ofstream(folder_.path() / "file") << "x";
  WrittenItems items(folder_.path() / "file", "run", "targets.json");
  const auto noted = items.intend(first);
  ASSERT_FALSE(noted);
  EXPECT_NE(noted.error().find("cannot be written"), std::string::npos) << noted.error();
  EXPECT_TRUE(items.left().empty());
  WrittenItems nowhere("", "run", "targets.json");
  EXPECT_FALSE(nowhere.intend(first));
}

}  // namespace
}  // namespace s2sconform::test
