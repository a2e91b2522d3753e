// What dies in a worker costs what it was doing, and nothing else: with suites that have defects
// (faulty_suites.cpp), and with plugins that do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Pair;
using testing::StartsWith;

struct Result {
  Finished finished;
  std::map<std::string, std::map<std::string, std::string>> verdicts;  // by target, requirement
};

// "pass", or "error: <reason>"; a requirement with two verdicts is "twice".
Result read_result(Finished finished, const std::filesystem::path& output) {
  Result result{std::move(finished), {}};
  const json document = json::parse(read_file(output / "results.json"));
  for (const json& verdict : document.at("verdicts")) {
    std::string text = verdict.at("outcome").get<std::string>();
    if (text == "error") text += ": " + verdict.at("reason").get<std::string>();
    const auto [place, is_new] =
        result.verdicts[verdict.at("target")].emplace(verdict.at("requirement"), text);
    if (!is_new) place->second = "twice";
  }
  return result;
}

class Workers : public testing::Test {
 protected:
  // The lab's three products, the first of which is called "victim" now.
  Workers()
      : lab_(folder_.path() / "lab", {"--persona", "exchange-2019", "--persona", "sharepoint-2016",
                                      "--persona", "lync-skype-for-business-2015"}) {
    json targets = json::parse(read_file(lab_.targets_file()), nullptr, true, true);
    for (json& target : targets.at("targets")) {
      target.erase("partners");
      if (target.at("product") == "exchange") target["name"] = "victim";
    }
    targets_file_ = folder_.path() / "lab" / "victim.json";
    std::ofstream(targets_file_) << targets;
  }

  Result run(const std::string& name, std::vector<std::string> options) {
    const std::filesystem::path output = folder_.path() / "results";
    std::vector<std::string> command{
        (program("s2sconform").parent_path().parent_path() / "tests" / name).string(),
        "run",
        targets_file_.string(),
        "-q",
        "-o",
        output.string(),
        "--state",
        (folder_.path() / "state").string(),
        "--plugin-directory",
        plugins_.string()};
    command.insert(command.end(), options.begin(), options.end());
    return read_result(run_program(command), output);
  }

  const TemporaryFolder folder_;
  Lab lab_;
  std::filesystem::path targets_file_;
  const std::filesystem::path plugins_ =
      program("s2sconform").parent_path().parent_path() / "lib" / "s2sconform" / "plugins";
};

TEST_F(Workers, ACheckThatDiesIsBlamedAloneByNameAndSignal) {
  const Result result = run("s2sconform_with_faulty_suites",
                            {"-r", "transport.*", "-r", "partners.[!d]*", "--workers", "1"});
  EXPECT_EQ(result.finished.status, 3) << result.finished.err;
  ASSERT_EQ(result.verdicts.size(), 3u);
  const auto& victim = result.verdicts.at("victim");
  EXPECT_EQ(victim.at("transport.before"), "pass");
  EXPECT_THAT(victim.at("transport.segfault"),
              AllOf(StartsWith("error: "), HasSubstr("died of SIGSEGV"), HasSubstr("'transport'"),
                    HasSubstr("'exchange'")));
  EXPECT_THAT(victim.at("transport.abort"), HasSubstr("died of SIGABRT"));
  EXPECT_EQ(victim.at("transport.after"), "pass");
  EXPECT_THAT(victim.at("partners.unknown"), HasSubstr("the check itself failed"));
  EXPECT_THAT(victim.at("partners.exception"), HasSubstr("the check itself failed: a defect"));
  EXPECT_EQ(victim.at("partners.after"), "pass");
  for (const auto& [name, verdicts] : result.verdicts) {
    EXPECT_EQ(verdicts.size(), 7u) << name;
    if (name == "victim") continue;
    EXPECT_THAT(verdicts, Each(Pair(testing::_, "pass"))) << name;
  }
  EXPECT_THAT(result.finished.err, HasSubstr("a worker process died of SIGSEGV"));
}

TEST_F(Workers, ACheckThatEndsItsProcessHangsOrEatsMemoryIsBlamedToo) {
  const Result result = run("s2sconform_with_faulty_suites",
                            {"-s", "metadata", "--worker-silence", "2", "--worker-memory", "512"});
  EXPECT_EQ(result.finished.status, 3) << result.finished.err;
  const auto& victim = result.verdicts.at("victim");
  EXPECT_THAT(victim.at("metadata.exit"), HasSubstr("ended with status 0"));
  EXPECT_THAT(victim.at("metadata.hang"), HasSubstr("nothing was heard of it for 2 seconds"));
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  EXPECT_THAT(victim.at("metadata.memory"), StartsWith("error: the process that judged it"));
#else
  EXPECT_THAT(victim.at("metadata.memory"), HasSubstr("ran out of memory: more than 512 MiB"));
#endif
  EXPECT_EQ(victim.at("metadata.after"), "pass");
  for (const char* other : {"sharepoint-2016", "lync-skype-for-business-2015"}) {
    EXPECT_THAT(result.verdicts.at(other), Each(Pair(testing::_, "pass"))) << other;
  }
}

TEST_F(Workers, ASuiteWhoseChecksDieOneAfterTheOtherIsNotTriedToItsEnd) {
  const Result result = run("s2sconform_with_faulty_suites", {"-r", "partners.dies-*"});
  const auto& victim = result.verdicts.at("victim");
  EXPECT_THAT(victim.at("partners.dies-3"), HasSubstr("died of SIGSEGV"));
  EXPECT_THAT(victim.at("partners.dies-6"), HasSubstr("not judged: 3 checks of its suite"));
  EXPECT_THAT(result.verdicts.at("sharepoint-2016"), Each(Pair(testing::_, "pass")));
}

TEST_F(Workers, AProbeThatDiesCostsItsSuiteOnItsTarget) {
  const Result result = run("s2sconform_with_faulty_suites",
                            {"-s", "token", "-s", "trust", "-s", "history", "--workers", "1"});
  EXPECT_EQ(result.finished.status, 3) << result.finished.err;
  const auto& victim = result.verdicts.at("victim");
  EXPECT_THAT(victim.at("token.segfault"),
              AllOf(HasSubstr("the process that asked the server died of SIGSEGV"),
                    HasSubstr("suite 'token'"), HasSubstr("plugin 'exchange'")));
  EXPECT_THAT(victim.at("trust.exit"),
              AllOf(HasSubstr("ended with status 0"), HasSubstr("suite 'trust'")));
  EXPECT_EQ(victim.at("history.fine"), "pass");
  for (const char* other : {"sharepoint-2016", "lync-skype-for-business-2015"}) {
    EXPECT_THAT(result.verdicts.at(other), Each(Pair(testing::_, "pass"))) << other;
  }
}

// Suites of one target that are asked one after the other, each by a process of its own, add to one
// archive.
TEST_F(Workers, WhatASuiteHasAskedIsKeptWhenTheNextIsAsked) {
  const Result result = run(
      "s2sconform_with_faulty_suites",
      {"-r", "transport.*", "-r", "*.after", "-r", "token.*", "-r", "history.*", "--workers", "3"});
  const auto& victim = result.verdicts.at("victim");
  EXPECT_THAT(victim.at("transport.segfault"), HasSubstr("died of SIGSEGV"));
  EXPECT_THAT(victim.at("token.segfault"), HasSubstr("suite 'token'"));
  for (const char* fine : {"transport.after", "metadata.after", "partners.after", "history.fine"}) {
    EXPECT_EQ(victim.at(fine), "pass") << fine;
  }
  const json archive = json::parse(read_file(folder_.path() / "results" / "har" / "victim.har"));
  std::set<std::string> labels;
  for (const json& entry : archive.at("log").at("entries")) labels.insert(entry.at("_label"));
  EXPECT_THAT(labels, testing::ElementsAre("history", "metadata", "partners", "transport"));
}

TEST_F(Workers, APluginThatDiesCostsTheTargetsOfItsProduct) {
  const std::filesystem::path plugins = folder_.path() / "plugins";
  std::filesystem::create_directory(plugins);
  std::filesystem::copy(std::filesystem::path(BROKEN_PLUGINS) / "crashing.so",
                        plugins / "exchange.so");
  const std::filesystem::path output = folder_.path() / "results";
  const Result result = read_result(
      run_program({program("s2sconform").string(), "run", targets_file_.string(), "-q", "-s",
                   "metadata", "-o", output.string(), "--plugin-directory", plugins.string()}),
      output);
  EXPECT_EQ(result.finished.status, 3) << result.finished.err;
  EXPECT_THAT(result.verdicts.at("victim"),
              Each(Pair(testing::_, AllOf(HasSubstr("exchange.so"),
                                          HasSubstr("crashed with SIGSEGV while it was loaded")))));
  EXPECT_GT(result.verdicts.at("victim").size(), 40u);
  for (const char* other : {"sharepoint-2016", "lync-skype-for-business-2015"}) {
    EXPECT_EQ(result.verdicts.at(other).at("metadata.served"), "pass") << other;
  }
}

TEST_F(Workers, ABundleOfARunWithDeathsIsJudgedAgain) {
  run("s2sconform_with_faulty_suites", {"-s", "token", "-s", "history"});
  const auto manifest = json::parse(read_file(folder_.path() / "results" / "manifest.json"));
  EXPECT_EQ(manifest.at("targets").size(), 3u);
  const Finished judged = run_program(
      {(program("s2sconform").parent_path().parent_path() / "tests" /
        "s2sconform_with_faulty_suites")
           .string(),
       "judge", "--evidence", (folder_.path() / "results").string(), "-q", "-s", "history", "-o",
       (folder_.path() / "judged").string(), "--plugin-directory", plugins_.string()});
  EXPECT_EQ(judged.status, 0) << judged.err;
}

}  // namespace
}  // namespace s2sconform::test
