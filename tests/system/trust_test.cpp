// Trust levels and onboarding through the real programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* exchange = "exchange-subscription-edition";
constexpr const char* lync = "lync-skype-for-business-2019";

class Trust : public ProgramTest {
 protected:
  Finished check(const Lab& lab, const char* product) {
    return s2sconform({"onboard", product, "--targets", lab.targets_file().string(), "--check"});
  }
  json verdicts(const std::string& targets, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"run", targets, "-s", "trust", "-o", path("results"), "-q"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    status_ = s2sconform(arguments).status;
    return json::parse(read_file(path("results/results.json"))).at("verdicts");
  }

  int status_ = -1;
};

TEST_F(Trust, OnboardCheckSaysWhichStepDidNotWork) {
  Lab lab(folder_.path() / "lab", {"--unconfigured", "--persona", exchange, "--persona", lync});
  const Finished before = check(lab, "exchange");
  EXPECT_EQ(before.status, 1) << before.err;
  EXPECT_THAT(before.out, AllOf(HasSubstr("yes 2."), HasSubstr("NO  3."), Not(HasSubstr("4.")),
                                HasSubstr("New-PartnerApplication")));
  EXPECT_EQ(lab.command(std::string("register ") + exchange + " harness"), "ok");
  EXPECT_EQ(check(lab, "exchange").status, 1) << "the restart is pending";
  EXPECT_EQ(lab.command(std::string("restart ") + exchange), "ok");
  const Finished after = check(lab, "exchange");
  EXPECT_EQ(after.status, 0) << after.out << after.err;
  EXPECT_THAT(after.out, HasSubstr("yes 5."));
  EXPECT_EQ(lab.command(std::string("register ") + lync + " harness Application"), "ok");
  const Finished lowered = check(lab, "lync");
  EXPECT_EQ(lowered.status, 1);
  EXPECT_THAT(lowered.out, AllOf(HasSubstr("yes 4."), HasSubstr("NO  5."),
                                 HasSubstr("trust.full-acts-for-user")));
  EXPECT_EQ(lab.command(std::string("level ") + lync + " harness Full"), "ok");
  EXPECT_EQ(check(lab, "lync").status, 0);
  EXPECT_EQ(lab.command("roll-identity"), "ok");
  const Finished rolled = check(lab, "exchange");
  EXPECT_EQ(rolled.status, 1);
  EXPECT_THAT(rolled.out, AllOf(HasSubstr("NO  1."), HasSubstr("other certificates"),
                                HasSubstr("identity serve"), Not(HasSubstr("2."))));
}

TEST_F(Trust, TheLabSaysWhatItCannotDo) {
  Lab lab(folder_.path() / "lab", {"--persona", exchange});
  EXPECT_THAT(lab.command("register nobody harness"), StartsWith("error there is no target"));
  EXPECT_THAT(lab.command(std::string("register ") + exchange + " nobody"),
              StartsWith("error there is no partner"));
  EXPECT_THAT(lab.command(std::string("level ") + exchange + " harness User"),
              StartsWith("error levels are"));
  EXPECT_THAT(lab.command(std::string("unregister ") + exchange),
              StartsWith("error name the partner"));
  EXPECT_THAT(lab.command(std::string("disable ") + exchange + " harness-certificate"),
              HasSubstr("not registered"));
}

// What the targets file lacks is a skip that says what to add, and an error where it is required.
TEST_F(Trust, WhatTheTargetsFileLacksIsSaidAndCanBeRequired) {
  const Lab lab(folder_.path() / "lab", {"--persona", lync});
  json targets = json::parse(read_file(lab.targets_file()));
  targets["targets"][0].erase("registrations");
  const std::string file = path("lab/without.json");
  std::ofstream(file) << targets.dump();
  std::size_t missing = 0;
  for (const json& verdict : verdicts(file)) {
    EXPECT_EQ(verdict.at("outcome"), "skip") << verdict;
    missing += verdict.at("missing_prerequisite") == true ? 1 : 0;
    if (verdict.at("requirement") == "trust.user-refuses-itself") {
      EXPECT_THAT(std::string(verdict.at("reason")),
                  HasSubstr("\"application_trust_level\": \"User\""));
    }
    if (verdict.at("requirement") == "trust.roles-needed") {
      EXPECT_THAT(std::string(verdict.at("reason")), HasSubstr("have no LinkedAccount"));
    }
  }
  EXPECT_GT(missing, 20u);
  EXPECT_EQ(status_, 3) << "nothing was judged";
  std::size_t errors = 0;
  for (const json& verdict : verdicts(file, {"--require"})) {
    errors += verdict.at("outcome") == "error" ? 1 : 0;
  }
  EXPECT_EQ(errors, missing);
  EXPECT_EQ(status_, 3);
  errors = 0;
  for (const json& verdict : verdicts(file, {"--require=trust.user-*"})) {
    if (verdict.at("outcome") != "error") continue;
    ++errors;
    EXPECT_THAT(std::string(verdict.at("requirement")), StartsWith("trust.user-"));
  }
  EXPECT_GT(errors, 3u);
  EXPECT_EQ(s2sconform({"run", file, "--require=trust.nothing", "-o", path("x")}).status, 2);
}

TEST_F(Trust, OnboardPrintsWhatAnAdministratorRuns) {
  const Lab lab(folder_.path() / "lab", {"--persona", exchange, "--persona", lync});
  const std::string targets = lab.targets_file().string();
  const Finished full = s2sconform({"onboard", "exchange", "--targets", targets});
  EXPECT_EQ(full.status, 0) << full.err;
  EXPECT_THAT(full.out,
              AllOf(HasSubstr("\nNew-PartnerApplication -Name 'harness' -AuthMetadataUrl "
                              "'https://partner.litwareinc.com/metadata/json/1'"),
                    HasSubstr("\niisreset\n"), HasSubstr("\n#   Remove-PartnerApplication"),
                    Not(HasSubstr("\nRemove-"))));
  const Finished undo = s2sconform({"onboard", "exchange", "--targets", targets, "--undo"});
  EXPECT_THAT(undo.out, AllOf(HasSubstr("\nRemove-PartnerApplication -Identity 'harness'"),
                              Not(HasSubstr("New-"))));
  EXPECT_THAT(
      s2sconform({"onboard", "lync", "--targets", targets, "--identity", "harness-user"}).out,
      HasSubstr("-ApplicationTrustLevel 'User'"));
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"onboard", "exchange", "--targets", path("none.json")},
        {"onboard", "chat", "--targets", targets},
        {"onboard", "exchange", "--targets", targets, "--identity", "nobody"},
        {"onboard", "exchange", "--targets", targets, "--undo", "--check"},
        {"onboard"}}) {
    const Finished refused = s2sconform(wrong);
    EXPECT_EQ(refused.status, 2) << refused.out;
    EXPECT_EQ(std::count(refused.err.begin(), refused.err.end(), '\n'), 1) << refused.err;
  }
}

}  // namespace
}  // namespace s2sconform::test
