// Waivers from outside: what they change, and what they are held to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* broken_target = "exchange-2019.fault.certificate-expired";
constexpr const char* broken = "metadata.certificate-current";

class Waivers : public ProgramTest {
 protected:
  Waivers() : lab_(folder_.path() / "lab", {"--fault", "certificate-expired"}) {}

  static json entry(const std::string& requirement, const std::string& target) {
    return {{"requirement", requirement},         {"target", target},
            {"reason", "renewed on Sunday"},      {"owner", "anna"},
            {"url", "https://tracker.example/1"}, {"expires", "2999-12-31"}};
  }

  Finished run_with(const json& entries, const std::vector<std::string>& more = {}) {
    std::ofstream(path("waivers.json")) << json{{"waivers", entries}};
    std::vector<std::string> arguments{
        "run",       lab_.targets_file().string(), "-o", path("results"), "-s", "metadata",
        "--waivers", path("waivers.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return s2sconform(arguments);
  }

  json results() const { return json::parse(read_file(path("results") + "/results.json")); }
  json verdict() const {
    const json all = results();
    for (const json& each : all.at("verdicts")) {
      if (each.at("requirement") == broken) return each;
    }
    return {};
  }

  Lab lab_;
};

TEST_F(Waivers, AWaivedRequirementIsStillJudgedAndFailsNoRun) {
  const Finished run = run_with(json::array({entry(broken, "exchange-*")}));
  EXPECT_EQ(run.status, 0) << run.out;
  EXPECT_EQ(verdict().at("outcome"), "waived");
  EXPECT_FALSE(verdict().at("findings").empty());
  EXPECT_EQ(verdict().at("waiver").at("owner"), "anna");
  EXPECT_EQ(results().at("waivers")[0].at("state"), "applied");
  EXPECT_THAT(run.out, HasSubstr("renewed on Sunday (anna, https://tracker.example/1, until"));
}

TEST_F(Waivers, WhatIsOutOfOrderFailsTheRunAndIsNamed) {
  json expired = entry(broken, "*");
  expired["expires"] = "2020-02-29";
  EXPECT_THAT(run_with(json::array({expired})).out, HasSubstr("expired on 2020-02-29"));
  EXPECT_EQ(verdict().at("outcome"), "fail");
  EXPECT_EQ(results().at("waivers")[0].at("state"), "expired");

  const json good = entry(broken, "*");
  const Finished unused = run_with(json::array({good, entry("metadata.served", "no-such-target")}));
  EXPECT_EQ(unused.status, 1);
  EXPECT_THAT(unused.out, HasSubstr("on no-such-target covers nothing"));
  EXPECT_EQ(results().at("waivers")[1].at("state"), "unused");

  const Finished passing = run_with(json::array({good, entry("metadata.served", "*")}));
  EXPECT_EQ(passing.status, 1);
  EXPECT_THAT(passing.out, HasSubstr("is not needed"));
  EXPECT_THAT(read_file(path("results") + "/junit.xml"), HasSubstr("<failure type=\"waiver\""));
}

TEST_F(Waivers, AnotherFailureThanTheExpectedOneIsAFailure) {
  json other = entry(broken, "*");
  other["expected"] = "actual no signing certificate at all";
  EXPECT_EQ(run_with(json::array({other})).status, 1);
  EXPECT_EQ(verdict().at("outcome"), "fail");
  EXPECT_EQ(results().at("waivers")[0].at("state"), "failing differently");
  // The texts have today's dates in them; a waiver is written with their places only.
  other["expected"] = "is valid from {time} to {time}";
  EXPECT_EQ(run_with(json::array({other})).status, 0);
}

TEST_F(Waivers, WhatThisRunDoesNotJudgeIsNotUnused) {
  EXPECT_EQ(
      run_with(json::array({entry(broken, "*"), entry("transport.tls12-offered", "*")})).status, 0);
  EXPECT_EQ(results().at("waivers")[1].at("state"), "not judged");
}

TEST_F(Waivers, BadFilesAreRefusedWithTheirPlace) {
  const auto expect_refused = [&](const json& changed, const std::string& words) {
    const Finished run = run_with(json::array({changed}));
    EXPECT_EQ(run.status, 2) << words;
    EXPECT_THAT(run.err, HasSubstr(words));
    EXPECT_THAT(run.err, HasSubstr("waivers.json:1:"));
    EXPECT_FALSE(std::filesystem::exists(path("results")));
  };
  const json good = entry(broken, "*");
  const auto changed = [&](const char* key, const char* value) {
    json entry = good;
    entry[key] = value;
    return entry;
  };
  expect_refused(changed("requirement", "metadata.serve"), "did you mean 'metadata.served'?");
  expect_refused(changed("expires", "2027-02-30"), "'2027-02-30' is no date");
  expect_refused(changed("url", "ticket 17"), "'ticket 17' is no URL");
  expect_refused(changed("onwer", "x"), "unknown key 'onwer'; did you mean 'owner'?");
  json without = good;
  without.erase("owner");
  expect_refused(without, "the key 'owner' is missing");
}

TEST_F(Waivers, TodaysFailuresBecomeTheBaselineOfTomorrow) {
  const std::vector<std::string> run{
      "run", lab_.targets_file().string(), "-q", "-s", "metadata", "-o", path("results")};
  std::vector<std::string> recording = run;
  for (const std::string option : {"--record-baseline", "baseline.json", "--owner", "anna", "--url",
                                   "https://tracker.example/2", "--reason", "before the upgrade"}) {
    recording.push_back(option == "baseline.json" ? path(option) : option);
  }
  EXPECT_EQ(s2sconform(recording).status, 1);
  const json baseline = json::parse(read_file(path("baseline.json")));
  ASSERT_EQ(baseline.at("waivers").size(), 1u);
  EXPECT_EQ(baseline.at("waivers")[0].at("target"), broken_target);
  EXPECT_THAT(std::string(baseline.at("waivers")[0].at("expected")), HasSubstr("{time}"));
  std::vector<std::string> again = run;
  again.insert(again.end(), {"--waivers", path("baseline.json")});
  EXPECT_EQ(s2sconform(again).status, 0);
}

TEST_F(Waivers, WaiveWritesEntriesOfARunAndKeepsOthers) {
  EXPECT_EQ(run_with(json::array()).status, 1);
  std::vector<std::string> waive{
      "waive",     path("results"), "--waivers", path("mine.json"),
      "-r",        broken,          "--reason",  "renewed",
      "--owner",   "anna",          "--url",     "https://tracker.example/3",
      "--expires", "2999-01-31"};
  const Finished first = s2sconform(waive);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("1 waiver until 2999-01-31, 1 in all"));
  EXPECT_THAT(s2sconform(waive).out, HasSubstr("1 in all")) << "the same entry, renewed";

  waive[5] = "metadata.served";
  EXPECT_THAT(s2sconform(waive).err, HasSubstr("no selected requirement failed in that run"));
  waive[5] = broken;
  waive[13] = "2020-01-01";
  EXPECT_THAT(s2sconform(waive).err, HasSubstr("2020-01-01 has passed"));
  waive[13] = "2999-01-31";
  std::ofstream(path("mine.json")) << "{\"waivers\": [] /* mine */}";
  EXPECT_THAT(s2sconform(waive).err, HasSubstr("has comments, which would be lost"));
}

}  // namespace
}  // namespace s2sconform::test
