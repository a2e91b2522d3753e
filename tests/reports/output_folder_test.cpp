#include "reports/output_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "harness/base/sha256.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/results_json.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

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

// As a run's reports are written: from one result, and each with what it is without the others.
TEST_F(OutputFolderTest, WritesReportsOfOneRunAtOnce) {
  const RunResult run = sample_run();
  const std::vector<OutputFolder::Report> reports{
      {"results.json", [&](std::ostream& out) { write_results_json(run, out); }},
      {"junit.xml", [&](std::ostream& out) { write_junit(run, JunitProfile::rich, out); }},
      {"report.html", [&](std::ostream& out) { write_html(run, sample_evidence(run), out); }}};
  const auto written = OutputFolder::open(base_)->write_all(reports);
  ASSERT_TRUE(written) << written.error().line();
  ASSERT_EQ(written->size(), reports.size());
  for (std::size_t index = 0; index < reports.size(); ++index) {
    std::ostringstream alone;
    reports[index].writer(alone);
    EXPECT_EQ(content(base_ / reports[index].name), alone.str());
    EXPECT_EQ(written->at(index).sha256, sha256_of(alone.str()));
    EXPECT_EQ(written->at(index).bytes, alone.str().size());
  }
  EXPECT_EQ(entries(base_), reports.size());
}

TEST_F(OutputFolderTest, OneReportThatCannotBeWrittenLeavesAllAsTheyWere) {
  const auto folder = OutputFolder::open(base_);
  const auto write = [](std::string text) { return [=](std::ostream& out) { out << text; }; };
  ASSERT_TRUE(folder->write_all({{"a", write("old")}, {"b", write("old")}}));
  {
    const SmallDisk disk;
    const auto written =
        folder->write_all({{"a", write("new")}, {"b", write(std::string(5000, 'n'))}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().place, (base_ / "b").string());
  }
  const auto give_up = [](std::ostream&) { throw std::runtime_error("no"); };
  EXPECT_THROW((void)folder->write_all({{"a", write("new")}, {"b", give_up}}), std::runtime_error);
  EXPECT_THROW((void)folder->write_all({{"a", give_up}, {"b", write("new")}}), std::runtime_error);
  EXPECT_EQ(content(base_ / "a"), "old");
  EXPECT_EQ(content(base_ / "b"), "old");
  EXPECT_EQ(entries(base_), 2U);
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
