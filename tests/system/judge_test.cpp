// Bundles: what a run records, and judging it again without the network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/base/sha256.h"
#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Judge : public ProgramTest {
 protected:
  json results(const std::string& folder) const {
    return json::parse(read_file(path(folder) + "/results.json"));
  }

  // Everything that verdicts say but how long it took.
  static json verdicts_of(json results) {
    for (json& verdict : results.at("verdicts")) verdict.erase("duration_seconds");
    return results.at("verdicts");
  }

  // Runs the products with some faults, and ends the lab.
  void record(const std::vector<std::string>& more = {}) {
    const Lab lab(folder_.path() / "lab",
                  {"--fault", "certificate-expired", "--fault", "tls-unknown-authority", "--fault",
                   "mailbox-delete-hides", "--fault", "token-accepts-expired", "--persona",
                   "sharepoint-subscription-edition"});
    std::vector<std::string> arguments{
        "run", lab.targets_file().string(), "-q", "-o", path("bundle"), "--state", path("state")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(s2sconform(arguments).status, 1);
    std::filesystem::remove_all(folder_.path() / "lab");
  }

  // Puts another text in a file's place, as the manifest would have it.
  void write_again(const std::string& name, const std::string& text, json manifest) const {
    std::ofstream(path("bundle") + "/" + name) << text;
    for (json& file : manifest.at("files")) {
      if (file.at("name") == name) file.at("sha256") = sha256_of(text);
    }
    std::ofstream(path("bundle") + "/manifest.json") << manifest;
  }

  Finished judge(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"judge", "--evidence", path("bundle"),
                                       "-q",    "-o",         path("judged")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return s2sconform(arguments);
  }
};

TEST_F(Judge, GivesTheSameVerdictsWithoutServersKeysAndFiles) {
  record();
  const Finished judged = judge();
  EXPECT_EQ(judged.status, 1) << judged.err;
  EXPECT_EQ(verdicts_of(results("judged")), verdicts_of(results("bundle")));
  EXPECT_EQ(results("judged").at("run").at("recording"), path("bundle"));
  EXPECT_EQ(results("judged").at("readiness"), results("bundle").at("readiness"));
}

TEST_F(Judge, WhatWasNotRecordedIsASkipThatSaysSo) {
  record({"-s", "metadata"});
  EXPECT_EQ(judge({"-s", "transport"}).status, 3) << "nothing can be judged";
  const json verdicts = results("judged").at("verdicts");
  EXPECT_GT(verdicts.size(), 50u);
  std::size_t not_recorded = 0;
  for (const json& verdict : verdicts) {
    EXPECT_EQ(verdict.at("outcome"), "skip") << verdict;
    not_recorded +=
        std::string(verdict.at("reason"))
                    .find("the recording has none of its exchanges: the probe 'transport/") !=
                std::string::npos
            ? 1
            : 0;
  }
  EXPECT_GT(not_recorded, 50u);
}

TEST_F(Judge, OtherSuitesExcuseWhatTheirProbesDidNotRecord) {
  record({"-s", "metadata"});
  const std::string har = read_file(path("bundle") + "/har/sharepoint-subscription-edition.har");
  json archive = json::parse(har);
  for (json& entry : archive.at("log").at("entries")) {
    const std::string label = entry.at("_label");
    if (label != "metadata.get") entry.at("_label") = "of another version " + label;
  }
  json manifest = json::parse(read_file(path("bundle") + "/manifest.json"));
  manifest.at("suites").at("sha256") = std::string(64, '0');
  write_again("har/sharepoint-subscription-edition.har", archive.dump(), manifest);
  EXPECT_EQ(judge({"-t", "sharepoint*"}).status, 0) << "nothing failed, and nothing is an error";
  std::size_t excused = 0;
  const json judged = results("judged");
  for (const json& verdict : judged.at("verdicts")) {
    EXPECT_NE(verdict.at("outcome"), "error") << verdict;
    excused += std::string(verdict.at("reason")).find("other suites recorded this run") !=
                       std::string::npos
                   ? 1
                   : 0;
  }
  EXPECT_GT(excused, 0u);
}

TEST_F(Judge, TheManifestNamesVersionsHashesAndClocks) {
  record({"-s", "metadata"});
  const json manifest = json::parse(read_file(path("bundle") + "/manifest.json"));
  EXPECT_EQ(std::string(manifest.at("suites").at("sha256")).size(), 64u);
  EXPECT_EQ(manifest.at("selection").at("suites"), json::array({"metadata"}));
  EXPECT_EQ(manifest.at("plugins").size(), 2u);
  for (const json& target : manifest.at("targets")) {
    EXPECT_LT(std::abs(target.at("server_clock_ahead_ms").get<int>()), 60'000) << "one machine";
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path("bundle"))) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(manifest.at("files").size() + 1, files) << "each file but the manifest";
  const Finished checked =
      run_program({"/usr/bin/python3", (source_folder() / "tests/reports/check_schema.py").string(),
                   (source_folder() / "harness/bundle/manifest.schema.json").string(),
                   path("bundle") + "/manifest.json"});
  EXPECT_EQ(checked.status, 0) << checked.out;
}

TEST_F(Judge, TheTargetsOfABundleHoldNoSecretAndNoFile) {
  record({"-s", "metadata"});
  const std::string targets = read_file(path("bundle") + "/targets.json");
  EXPECT_THAT(targets, HasSubstr("application_id"));
  for (const char* key : {"key_file", "password", "client_secret", "ca_file", "headers", "proxy"}) {
    EXPECT_THAT(targets, Not(HasSubstr(key)));
  }
}

TEST_F(Judge, AnotherRunIntoTheFolderLeavesNothingOfTheFirst) {
  record({"-s", "metadata"});
  const Lab lab(folder_.path() / "lab", {"--persona", "lync-skype-for-business-2019"});
  EXPECT_EQ(
      s2sconform({"run", lab.targets_file().string(), "-q", "-o", path("bundle"), "-s", "metadata"})
          .status,
      0);
  std::size_t archives = 0;
  for (const auto& entry : std::filesystem::directory_iterator(path("bundle") + "/har")) {
    EXPECT_EQ(entry.path().filename(), "lync-skype-for-business-2019.har");
    ++archives;
  }
  EXPECT_EQ(archives, 1u);
}

TEST_F(Judge, ABundleThatWasChangedIsRefusedInOneLine) {
  record({"-s", "metadata"});
  const auto expect_refused = [&](const Finished& run, const std::string& words) {
    EXPECT_EQ(run.status, 2) << words;
    EXPECT_THAT(run.err, HasSubstr(words));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  };
  const std::string har = path("bundle") + "/har/sharepoint-subscription-edition.har";
  const std::string original = read_file(har);
  std::ofstream(har, std::ios::app) << " ";
  expect_refused(judge(), "is not what the manifest says; a bundle is kept as it was written");
  std::filesystem::remove(har);
  expect_refused(judge(), "No such file or directory");
  expect_refused(s2sconform({"judge", "--evidence", path("none")}),
                 "manifest.json: No such file or directory; name the output folder of a run");
  expect_refused(s2sconform({"judge", "--evidence", path("bundle"), "-o", path("bundle")}),
                 "option --output: is the bundle");
  json manifest = json::parse(read_file(path("bundle") + "/manifest.json"));
  manifest.at("targets")[0].at("har") = "../../secret";
  std::ofstream(path("bundle") + "/manifest.json") << manifest;
  expect_refused(judge(),
                 "is no manifest of s2sconform: a name is no file of a bundle: '../../secret'");
}

}  // namespace
}  // namespace s2sconform::test
