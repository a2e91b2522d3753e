#include "harness/waivers/waivers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

using namespace std::chrono;
using testing::HasSubstr;
using State = WaiverUse::State;

constexpr year_month_day today{year{2026} / 11 / 24};

Waiver waiver(const std::string& requirement, const std::string& target,
              const std::string& expected = "") {
  return {"w:1:1", requirement, target, "why", "anna", "https://t/1", today, expected};
}

RunResult applied(const std::vector<Waiver>& waivers, bool could_cover = false) {
  RunResult run = sample_run();
  apply_waivers(
      waivers, today, [&](const Waiver&) { return could_cover; }, run);
  return run;
}

TEST(WaiversApplied, CountOnTheirLastDayAndNotAfterIt) {
  Waiver last = waiver("metadata.issuer-form", "mail-*");
  EXPECT_EQ(applied({last}).verdicts[1].outcome, Outcome::waived);
  EXPECT_EQ(exit_status(applied({last})), 3) << "lync has errors, and nothing fails";
  last.expires = year{2026} / 11 / 23;
  const RunResult run = applied({last});
  EXPECT_EQ(run.verdicts[1].outcome, Outcome::fail);
  EXPECT_EQ(run.waivers[0].state, State::expired);
  EXPECT_THAT(run.waivers[0].problem, HasSubstr("agree with anna"));
  EXPECT_EQ(exit_status(run), 1);
}

TEST(WaiversApplied, KeepWhatWasFound) {
  const RunResult run = applied({waiver("metadata.issuer-form", "mail-a")});
  EXPECT_EQ(run.verdicts[1].findings.size(), 1u);
  EXPECT_FALSE(run.verdicts[1].remedy.empty());
  EXPECT_EQ(run.verdicts[1].reason, "why (anna, https://t/1, until 2026-11-24)");
  EXPECT_EQ(run.verdicts[5].outcome, Outcome::fail) << "mail-b is another target";
}

TEST(WaiversApplied, CoverWarningsToo) {
  EXPECT_EQ(applied({waiver("metadata.key-size", "*")}).verdicts[2].outcome, Outcome::waived);
}

TEST(WaiversApplied, CoverNoErrorAndNoSkip) {
  const RunResult run =
      applied({waiver("metadata.served", "lync"), waiver("token.realm", "mail-a")});
  EXPECT_EQ(run.verdicts[8].outcome, Outcome::error);
  EXPECT_EQ(run.waivers[0].state, State::not_judged);
  EXPECT_EQ(run.waivers[1].state, State::not_judged);
}

TEST(WaiversApplied, OneThatCouldCoverMoreThanTheRunJudgedIsNotUnused) {
  EXPECT_EQ(applied({waiver("trust.x", "*")}, true).waivers[0].state, State::not_judged);
  EXPECT_EQ(applied({waiver("trust.x", "*")}, false).waivers[0].state, State::unused);
}

TEST(WaiversApplied, AreNotNeededWhereEverythingConforms) {
  const RunResult run = applied({waiver("metadata.served", "mail-*")});
  EXPECT_EQ(run.waivers[0].state, State::passing);
  EXPECT_THAT(run.waivers[0].problem, HasSubstr("mail-a, mail-b"));
}

TEST(WaiversApplied, ExpectAPartOfTheFindingWithoutWhatChanges) {
  EXPECT_EQ(applied({waiver("metadata.issuer-form", "mail-a", "actual no realm")}).waivers[0].state,
            State::applied);
  const RunResult other = applied({waiver("metadata.issuer-form", "mail-a", "actual two realms")});
  EXPECT_EQ(other.waivers[0].state, State::failing_differently);
  EXPECT_EQ(other.verdicts[1].outcome, Outcome::fail);
  EXPECT_THAT(other.verdicts[1].notes.back(), HasSubstr("actual two realms"));
  EXPECT_EQ(applied({waiver("metadata.issuer-form", "mail-a", "two realms"),
                     waiver("metadata.issuer-form", "mail-a")})
                .verdicts[1]
                .outcome,
            Outcome::waived)
      << "another entry covers it";
}

TEST(WaiversOfFailures, AreWhatIsApplied) {
  const std::vector<Waiver> made =
      waivers_for_failures(sample_run(), {"why", "anna", "https://t/1", today, false},
                           [](const VerdictView& verdict) { return verdict.target == "mail-b"; });
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].expected, "expected a realm, actual no realm");
  EXPECT_EQ(applied(made).verdicts[5].outcome, Outcome::waived);
  EXPECT_EQ(merged_waivers(made, made).size(), 1u);
}

}  // namespace
}  // namespace s2sconform
