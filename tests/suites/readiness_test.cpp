#include "suites/readiness.h"

#include <gtest/gtest.h>

#include <set>

#include "suites/all_suites.h"

namespace s2sconform {
namespace {

Verdict verdict_on(const char* target, const char* requirement, Outcome outcome) {
  Verdict verdict;
  verdict.target = target;
  verdict.requirement = requirement;
  verdict.outcome = outcome;
  return verdict;
}

RunResult good_run() {
  RunResult run;
  run.targets = {{"chat", "", "", "", "", {}, FeaturePart::conversations},
                 {"mail", "", "", "", "", {}, FeaturePart::mailboxes},
                 {"portal", "", "", "", "", {}, FeaturePart::none}};
  for (const char* target : {"chat", "mail"}) {
    for (const char* requirement : {"token.sane-before", "partners.trusted"}) {
      run.verdicts.add(verdict_on(target, requirement, Outcome::pass));
    }
  }
  run.verdicts.add(verdict_on("mail", "history.item-exists", Outcome::pass));
  return run;
}

TEST(Readiness, RestsOnRequirementsThatThereAre) {
  std::set<std::string_view> ids;
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) ids.insert(requirement.id);
  }
  for (const std::string_view id : requirements_for_readiness()) {
    EXPECT_TRUE(ids.contains(id)) << id;
  }
}

TEST(Readiness, IsReadyWhenNothingThatItRestsOnIsBroken) {
  RunResult run = good_run();
  run.verdicts.add(verdict_on("portal", "token.sane-before", Outcome::fail));
  run.verdicts.add(verdict_on("mail", "metadata.hsts", Outcome::fail));
  for (const FeatureReadiness& each : assess_readiness(run)) {
    EXPECT_EQ(each.state, Readiness::ready) << each.reason;
    EXPECT_EQ(each.rests_on.size(), 5u);
  }
}

TEST(Readiness, NamesWhatIsInTheWay) {
  RunResult run = good_run();
  run.verdicts.add(verdict_on("chat", "metadata.certificate-current", Outcome::fail));
  for (const FeatureReadiness& each : assess_readiness(run)) {
    EXPECT_EQ(each.state, Readiness::not_ready);
    EXPECT_EQ(each.reason, "metadata.certificate-current failed on chat");
  }
}

TEST(Readiness, IsUndecidedWhereSomethingWasNotJudged) {
  RunResult warned = good_run();
  warned.verdicts.add(verdict_on("chat", "token.accepts-user", Outcome::warn));
  EXPECT_EQ(assess_readiness(warned)[0].state, Readiness::undecided);
  RunResult missing = good_run();
  Verdict skipped = verdict_on("mail", "trust.full-acts-for-user", Outcome::skip);
  skipped.missing_prerequisite = true;
  missing.verdicts.add(std::move(skipped));
  EXPECT_EQ(assess_readiness(missing)[0].state, Readiness::undecided);
  RunResult alone = good_run();
  alone.targets.erase(alone.targets.begin());
  EXPECT_EQ(assess_readiness(alone)[0].state, Readiness::undecided);
  EXPECT_EQ(assess_readiness({})[0].state, Readiness::undecided);
  RunResult read_only = good_run();
  read_only.verdicts.replace(read_only.verdicts.size() - 1,
                             verdict_on("mail", "history.item-exists", Outcome::skip));
  EXPECT_EQ(assess_readiness(read_only)[0].reason, "history.item-exists was not judged");
  RunResult nothing = good_run();
  nothing.verdicts = {};
  EXPECT_EQ(assess_readiness(nothing)[0].state, Readiness::undecided);
}

// What only the mailboxes' side must do does not hold the other side to it.
TEST(Readiness, FeaturesDifferInWhatTheyNeed) {
  RunResult run = good_run();
  run.verdicts.add(verdict_on("mail", "token.accepts-app-only", Outcome::fail));
  run.verdicts.add(verdict_on("chat", "trust.acts-as-named-user", Outcome::fail));
  const auto readiness = assess_readiness(run);
  EXPECT_EQ(readiness[0].state, Readiness::not_ready);
  EXPECT_EQ(readiness[1].state, Readiness::ready) << readiness[1].reason;
}

}  // namespace
}  // namespace s2sconform
