// A run that is divided into shards and merged says what the whole run says, and shards that do not
// belong together are not merged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

class Shards : public ProgramTest {
 protected:
  json results(const std::string& folder) const {
    return json::parse(read_file(path(folder) + "/results.json"));
  }
  json manifest(const std::string& folder) const {
    return json::parse(read_file(path(folder) + "/manifest.json"));
  }

  // What was judged, and how. Findings may tell the minute.
  json outcomes(const std::string& folder) const {
    json all = verdicts(folder);
    for (json& verdict : all) {
      for (const char* text : {"findings", "notes"}) verdict.erase(text);
    }
    return all;
  }
  // What verdicts say, but how long it took.
  json verdicts(const std::string& folder) const {
    json all = results(folder).at("verdicts");
    for (json& verdict : all) verdict.erase("duration_seconds");
    return all;
  }
  std::vector<std::string> targets(const std::string& folder) const {
    std::vector<std::string> names;
    const json whole = results(folder);
    for (const json& target : whole.at("targets")) names.push_back(target.at("name"));
    return names;
  }

  Finished run(const std::string& folder, const std::vector<std::string>& more = {},
               const std::map<std::string, std::string>& environment = {}) {
    std::vector<std::string> arguments{
        "run", lab_.targets_file().string(), "-q", "-s", "metadata", "-o", path(folder)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return s2sconform(arguments, environment);
  }
  void run_three_shards() {
    for (const std::string index : {"1", "2", "3"}) {
      const Finished finished = run("shard-" + index, {"--shard", index + "/3"});
      EXPECT_THAT(finished.status, testing::AnyOf(0, 1)) << finished.err;
    }
  }
  Finished merge(const std::vector<std::string>& shards,
                 const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"merge", "-q", "-o", path("merged")};
    for (const std::string& shard : shards) arguments.push_back(path(shard));
    arguments.insert(arguments.end(), more.begin(), more.end());
    return s2sconform(arguments);
  }
  void expect_refused(const Finished& finished, const std::string& problem) {
    EXPECT_EQ(finished.status, 2) << finished.err;
    EXPECT_THAT(finished.err, HasSubstr(problem));
    EXPECT_EQ(std::count(finished.err.begin(), finished.err.end(), '\n'), 1) << finished.err;
    EXPECT_FALSE(fs::exists(path("merged") + "/manifest.json"));
  }

  void expect_valid(const std::vector<std::string>& folders) const {
    const fs::path check = source_folder() / "tests/reports/check_schema.py";
    for (const auto& [schema, name] :
         {std::pair("reports/results.schema.json", "results.json"),
          std::pair("harness/bundle/manifest.schema.json", "manifest.json")}) {
      std::vector<std::string> command{"/usr/bin/python3", check.string(),
                                       (source_folder() / schema).string()};
      for (const std::string& folder : folders) command.push_back(path(folder) + "/" + name);
      const Finished finished = run_program(command);
      EXPECT_EQ(finished.status, 0) << finished.out << finished.err;
    }
  }

  // Changes the first line of a shard's journal.
  void change_header(const std::string& folder, const std::string& member,
                     const json& value) const {
    const std::string file = path(folder) + "/journal.jsonl";
    const std::string text = read_file(file);
    json header = json::parse(text.substr(0, text.find('\n')));
    header.at(member) = value;
    std::ofstream(file) << header.dump() << text.substr(text.find('\n'));
  }

  // Those with mailboxes stay together, so the two Exchange servers are one shard's.
  Lab lab_{folder_.path() / "lab",
           {"--persona", "sharepoint-2013", "--persona", "sharepoint-2016", "--persona",
            "lync-skype-for-business-2015", "--fault", "certificate-expired", "--fault", "x5t-hex",
            "--fault", "deep-nesting"}};
};

TEST_F(Shards, MergedSayWhatTheWholeSays) {
  EXPECT_EQ(run("whole").status, 1);
  run_three_shards();
  std::vector<std::string> seen;
  for (const std::string index : {"1", "2", "3"}) {
    const std::string shard = "shard-" + index;
    EXPECT_EQ(results(shard).at("run").at("shard").at("index"), std::stoi(index));
    EXPECT_EQ(manifest(shard).at("shard").at("total"), 3);
    const std::vector<std::string> names = targets(shard);
    EXPECT_FALSE(names.empty()) << shard;
    seen.insert(seen.end(), names.begin(), names.end());
  }
  std::vector<std::string> all = targets("whole");
  EXPECT_THAT(seen, testing::UnorderedElementsAreArray(all));

  EXPECT_EQ(merge({"shard-3", "shard-1", "shard-2"}).status, 1);
  EXPECT_EQ(targets("merged"), all);
  EXPECT_EQ(outcomes("merged"), outcomes("whole"));
  EXPECT_EQ(results("merged").at("readiness"), results("whole").at("readiness"));
  EXPECT_EQ(results("merged").at("coverage"), results("whole").at("coverage"));
  EXPECT_FALSE(results("merged").at("run").contains("shard"));
  for (const char* name : {"report.html", "junit.xml", "junit-rich.xml", "targets.json"}) {
    EXPECT_TRUE(fs::exists(path("merged") + "/" + name)) << name;
  }

  // What reads bundles reads this one.
  EXPECT_EQ(s2sconform({"judge", "--evidence", path("merged"), "-q", "-o", path("judged")}).status,
            1);
  EXPECT_EQ(verdicts("judged"), verdicts("merged"));
  EXPECT_EQ(s2sconform({"compare", path("whole"), path("merged"), "-q"}).status, 0);
  EXPECT_EQ(s2sconform({"report", "-q", path("merged")}).status, 1);
  EXPECT_EQ(verdicts("merged"), verdicts("judged"));
  const Finished resumed = s2sconform({"run", "--resume", "-q", "-o", path("merged")});
  EXPECT_EQ(resumed.status, 2);
  EXPECT_THAT(resumed.err, HasSubstr("was merged of several shards"));
}

TEST_F(Shards, AMissingShardIsReportedAndItsRequirementsAreErrors) {
  run_three_shards();
  const std::vector<std::string> lost = targets("shard-2");
  const Finished merged = merge({"shard-1", "shard-3"});
  EXPECT_THAT(merged.err, HasSubstr("warning: shard 2 of 3 is missing"));
  const json whole = results("merged");
  EXPECT_EQ(whole.at("run").at("missing_shards"), json::parse(R"([{"index":2,"total":3}])"));
  EXPECT_THAT(merged.status, testing::AnyOf(1, 3));
  std::size_t errors = 0;
  for (const json& verdict : whole.at("verdicts")) {
    const bool is_lost = std::find(lost.begin(), lost.end(), verdict.at("target")) != lost.end();
    EXPECT_EQ(verdict.at("outcome") == "error", is_lost) << verdict;
    if (!is_lost) continue;
    ++errors;
    EXPECT_EQ(verdict.at("reason"), "shard 2 of 3, which judges this, is missing");
  }
  EXPECT_GT(errors, 40u);
  EXPECT_EQ(manifest("merged").at("missing_shards").at(0).at("targets"), json(lost));
  const Finished reported = s2sconform({"report", path("merged")});
  EXPECT_EQ(reported.status, merged.status);
  expect_valid({"shard-1", "merged"});
  EXPECT_THAT(reported.out, HasSubstr("shard 2 of 3 is missing"));
}

TEST_F(Shards, AMissingShardIsNeverAConformingRun) {
  ASSERT_EQ(run("one", {"-t", "*.x5t-hex", "-r", "metadata.served", "--shard", "1/9"}).status, 0);
  EXPECT_EQ(merge({"one"}).status, 3) << "even where the others may have nothing to judge";
  ASSERT_EQ(run("nine", {"-t", "*.x5t-hex", "-r", "metadata.served", "--shard", "9/9"}).status, 0)
      << "no target is in it";
  EXPECT_TRUE(targets("nine").empty());
}

TEST_F(Shards, WaiversAreOfTheWhole) {
  run_three_shards();
  std::ofstream(path("waivers.json")) << R"({"waivers": [{"requirement": "metadata.*",
      "target": "*", "reason": "a test", "owner": "us", "url": "https://contoso.com/1",
      "expires": "2100-01-01"}]})";
  const Finished refused =
      merge({"shard-1", "shard-2", "shard-3"}, {"--waivers", path("waivers.json")});
  EXPECT_EQ(refused.status, 2) << "an unknown requirement is found before anything is written";
  EXPECT_FALSE(fs::exists(path("merged") + "/results.json"));
  ASSERT_EQ(merge({"shard-1", "shard-2", "shard-3"}).status, 1);
  const Finished waived =
      s2sconform({"waive", path("merged"), "--waivers", path("new.json"), "--reason", "a test",
                  "--owner", "us", "--url", "https://contoso.com/1"});
  ASSERT_EQ(waived.status, 0) << waived.err;
  EXPECT_EQ(merge({"shard-1", "shard-2", "shard-3"}, {"--waivers", path("new.json")}).status, 0);
}

TEST_F(Shards, ThatDoNotBelongTogetherAreRefused) {
  run_three_shards();
  run("whole");
  run("of-two", {"--shard", "2/2"});
  run("other-selection", {"--shard", "2/3", "-r", "metadata.served"});
  expect_refused(merge({"shard-1", "whole"}), "is of a run that was not divided");
  expect_refused(merge({"shard-1", "of-two"}), "is shard 2 of 2, and ");
  expect_refused(merge({"shard-1", "other-selection"}), "has selected other targets");
  fs::copy(path("shard-1"), path("copy"), fs::copy_options::recursive);
  expect_refused(merge({"shard-1", "shard-2", "copy"}), "is shard 1 of 3, and so is ");
  expect_refused(merge({"shard-1", "nowhere"}), "cannot be opened");
  const Finished into_itself =
      s2sconform({"merge", path("shard-1"), path("shard-2"), "-q", "-o", path("shard-1")});
  expect_refused(into_itself, "is a shard, which is kept as it was written");

  for (const auto& [member, value, problem] :
       {std::tuple{"targets_sha256", json("0"), "is of another targets file than"},
        std::tuple{"suites_sha256", json("0"), "is of other suites than"},
        std::tuple{"harness_version", json("0.0.0"), "is of another version of s2sconform (0.0.0)"},
        std::tuple{"division", json::parse(R"([["a"],["b"],["c"]])"),
                   "has divided the targets otherwise"}}) {
    fs::remove_all(path("copy"));
    fs::copy(path("shard-2"), path("copy"), fs::copy_options::recursive);
    change_header("copy", member, value);
    expect_refused(merge({"shard-1", "copy", "shard-3"}), problem);
  }
  for (const auto& entry : fs::directory_iterator(path("shard-3") + "/har")) {
    std::ofstream(entry.path(), std::ios::app) << ' ';
  }
  expect_refused(merge({"shard-1", "shard-2", "shard-3"}), "is not what the run has recorded");
}

TEST_F(Shards, AreWhatTheEngineSaysWhereTheyAreAskedFor) {
  const std::map<std::string, std::string> googletest{{"GTEST_TOTAL_SHARDS", "3"},
                                                      {"GTEST_SHARD_INDEX", "1"},
                                                      {"GTEST_SHARD_STATUS_FILE", path("status")}};
  run("obeying", {"--shard", "auto"}, googletest);
  EXPECT_TRUE(fs::exists(path("status")));
  run("named", {"--shard", "2/3"});
  EXPECT_EQ(targets("obeying"), targets("named"));
  fs::remove(path("status"));
  run("whole", {}, googletest);
  EXPECT_FALSE(results("whole").at("run").contains("shard")) << "nobody has asked for it";
  EXPECT_FALSE(fs::exists(path("status")));

  const Finished none = run("none", {"--shard", "auto"});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, AllOf(HasSubstr("option --shard"), HasSubstr("--shard INDEX/TOTAL")));
  EXPECT_EQ(run("none", {"--shard", "4/3"}).status, 2);
  const std::map<std::string, std::string> two{{"CI_NODE_INDEX", "1"},
                                               {"CI_NODE_TOTAL", "2"},
                                               {"JOB_COMPLETION_INDEX", "1"},
                                               {"JOB_COMPLETIONS", "2"}};
  const Finished both = run("none", {"--shard", "auto"}, two);
  EXPECT_EQ(both.status, 2);
  EXPECT_THAT(both.err, HasSubstr("GitLab and Kubernetes each say"));
  EXPECT_FALSE(fs::exists(path("none")));
}

TEST_F(Shards, AreBalancedByAnEarlierRunsTimes) {
  run("whole");
  json earlier = results("whole");
  const std::vector<std::string> names = targets("whole");
  for (json& target : earlier.at("targets")) {
    EXPECT_GT(target.at("probing_seconds"), 0.0) << target;
    target.at("probing_seconds") = target.at("name") == names.back() ? 1000 : 1;
  }
  std::ofstream(path("earlier.json")) << earlier;
  run("slow", {"--shard", "1/2", "--timings", path("earlier.json")});
  EXPECT_THAT(targets("slow"), testing::Contains(names.back()));
  EXPECT_LT(targets("slow").size(), names.size() / 2);
  run("other", {"--shard", "2/2"});
  expect_refused(merge({"slow", "other"}), "has divided the targets otherwise");
  EXPECT_EQ(run("none", {"--timings", path("nowhere")}).status, 2);
}

TEST_F(Shards, AResumedShardKeepsItsTargets) {
  run("shard", {"--shard", "2/3"});
  const std::vector<std::string> names = targets("shard");
  fs::remove(path("shard") + "/results.json");
  const std::string journal = path("shard") + "/journal.jsonl";
  std::string text = read_file(journal);
  text.resize(text.find('\n') + 1);  // nothing but its beginning
  std::ofstream(journal) << text;
  s2sconform({"run", "--resume", "-q", "-o", path("shard")});
  EXPECT_EQ(targets("shard"), names);
  EXPECT_EQ(s2sconform({"run", "--resume", "--shard", "1/3", "-o", path("shard")}).status, 2);
  EXPECT_EQ(results("shard").at("run").at("shard").at("index"), 2);
}

}  // namespace
}  // namespace s2sconform::test
