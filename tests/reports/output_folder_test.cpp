#include "reports/output_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

namespace s2sconform {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OutputFolderTest : public testing::Test {
 protected:
  OutputFolderTest() {
    std::string name = (fs::temp_directory_path() / "s2sconform-reports-XXXXXX").string();
    base_ = ::mkdtemp(name.data());
  }
  ~OutputFolderTest() override { fs::remove_all(base_); }

  static std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  static std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
  }

  fs::path base_;
};

TEST_F(OutputFolderTest, CreatesParentsAndLeavesNothingOfItsTrial) {
  const auto folder = OutputFolder::open(base_ / "a/b/c");
  ASSERT_TRUE(folder) << folder.error().line();
  EXPECT_EQ(folder->path(), base_ / "a/b/c");
  EXPECT_EQ(entries(base_ / "a/b/c"), 0U);
  EXPECT_TRUE(OutputFolder::open(base_ / "a/b/c")) << "an existing folder";
}

TEST_F(OutputFolderTest, WritesAndReplaces) {
  const auto folder = OutputFolder::open(base_);
  ASSERT_TRUE(folder->write("x.txt", [](std::ostream& out) { out << "old"; }));
  const std::string large(300000, 'n');
  ASSERT_TRUE(folder->write("x.txt", [&](std::ostream& out) { out << large; }));
  EXPECT_EQ(content(base_ / "x.txt"), large);
  EXPECT_EQ(entries(base_), 1U);
}

TEST_F(OutputFolderTest, AFileInTheWayIsNamedWithARemedy) {
  std::ofstream(base_ / "file") << "x";
  for (const fs::path& path : {base_ / "file", base_ / "file/below"}) {
    const auto folder = OutputFolder::open(path);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().place, path.string());
    EXPECT_THAT(folder.error().problem, HasSubstr("cannot create the output folder"));
    EXPECT_THAT(folder.error().remedy, HasSubstr("move away"));
  }
}

TEST_F(OutputFolderTest, AFolderThatCannotBeWrittenIsFoundOutAtOnce) {
  const auto folder = OutputFolder::open("/proc/self/fd");
  ASSERT_FALSE(folder);
  EXPECT_THAT(folder.error().problem, HasSubstr("cannot write in the output folder"));
  EXPECT_THAT(folder.error().remedy, HasSubstr("another output folder"));
}

TEST_F(OutputFolderTest, AFolderInTheWayOfAReportIsAnError) {
  const auto folder = OutputFolder::open(base_);
  fs::create_directory(base_ / "x.txt");
  const auto written = folder->write("x.txt", [](std::ostream& out) { out << "new"; });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().place, (base_ / "x.txt").string());
  EXPECT_EQ(entries(base_), 1U);
}

TEST_F(OutputFolderTest, ANameWithAFolderIsRefused) {
  const auto folder = OutputFolder::open(base_);
  for (const std::string name : {"", ".", "..", "../x", "a/b"}) {
    EXPECT_FALSE(folder->write(name, [](std::ostream&) {})) << name;
  }
  EXPECT_EQ(entries(base_), 0U);
}

// A limit on the size of files refuses writes as a full disk does, also to root.
class SmallDisk {
 public:
  SmallDisk() : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{4096, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST_F(OutputFolderTest, AFullDiskLeavesTheOldReportAndNoTemporaryFile) {
  const auto folder = OutputFolder::open(base_);
  ASSERT_TRUE(folder->write("x.txt", [](std::ostream& out) { out << "old"; }));
  for (const std::size_t size : {5000U, 1000000U}) {  // found out at the end, and in the middle
    Expected<WrittenReport> written;
    {
      const SmallDisk disk;
      written = folder->write("x.txt", [&](std::ostream& out) { out << std::string(size, 'n'); });
    }
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().problem, HasSubstr("cannot write the report"));
    EXPECT_THAT(written.error().remedy, HasSubstr("free space"));
    EXPECT_EQ(content(base_ / "x.txt"), "old");
    EXPECT_EQ(entries(base_), 1U);
  }
}

TEST_F(OutputFolderTest, AWriterThatGivesUpLeavesTheOldReport) {
  const auto folder = OutputFolder::open(base_);
  ASSERT_TRUE(folder->write("x.txt", [](std::ostream& out) { out << "old"; }));
  EXPECT_FALSE(folder->write("x.txt", [](std::ostream& out) { out.setstate(std::ios::failbit); }));
  EXPECT_THROW(static_cast<void>(folder->write(
                   "x.txt", [](std::ostream&) { throw std::runtime_error("thrown"); })),
               std::runtime_error);
  EXPECT_EQ(content(base_ / "x.txt"), "old");
  EXPECT_EQ(entries(base_), 1U);
}

}  // namespace
}  // namespace s2sconform
