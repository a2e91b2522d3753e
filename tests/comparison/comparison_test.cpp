#include "harness/comparison/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

RunResult run_of(std::vector<Verdict> verdicts) {
  RunResult run;
  for (const Verdict& verdict : verdicts) {
    run.targets.push_back({verdict.target, "exchange", "", "", "", {}});
  }
  run.verdicts = store_of(std::move(verdicts));
  return run;
}

Verdict one(Outcome outcome, const std::string& target = "a", const std::string& id = "s.r") {
  return sample_verdict(target, "s", id, outcome);
}

std::string change_of(Outcome before, Outcome after) {
  const RunResult first = run_of({one(before)}), second = run_of({one(after)});
  const Comparison comparison = compare_runs(first, second, {});
  if (comparison.changes.empty()) return "none";
  return std::string(to_string(comparison.changes.front().kind));
}

TEST(Comparison, SaysWhatAChangeOfOutcomeIs) {
  using enum Outcome;
  for (const Outcome same : {pass, fail, warn, skip, error})
    EXPECT_EQ(change_of(same, same), "none");
  for (const Outcome before : {pass, warn, skip, error}) {
    EXPECT_EQ(change_of(before, fail), "regression") << to_string(before);
  }
  EXPECT_EQ(change_of(fail, pass), "repair");
  EXPECT_EQ(change_of(warn, pass), "repair");
  EXPECT_EQ(change_of(pass, warn), "new warning");
  EXPECT_EQ(change_of(pass, error), "no longer judged");
  EXPECT_EQ(change_of(fail, error), "no longer judged");
  EXPECT_EQ(change_of(pass, skip), "no longer judged");
  EXPECT_EQ(change_of(error, skip), "none");
  EXPECT_EQ(change_of(error, pass), "judged again");
  EXPECT_EQ(change_of(skip, pass), "judged again");
  EXPECT_EQ(change_of(pass, waived), "newly waived");
}

TEST(Comparison, AFailureThatSaysSomethingElseIsNamed) {
  RunResult before = run_of({one(Outcome::fail)}), after = before;
  const auto saying = [](const std::string& actual) {
    return [actual](Verdict& verdict) { verdict.findings[0].actual = actual; };
  };
  change(before, 0, saying("valid until 2026-11-24 01:18 UTC"));
  change(after, 0, saying("valid until 2027-11-24 01:18 UTC"));
  EXPECT_TRUE(compare_runs(before, after, {}).changes.empty()) << "a time is another in every run";
  change(after, 0, saying("no certificate"));
  const Comparison comparison = compare_runs(before, after, {});
  EXPECT_EQ(comparison.count(ChangeKind::failing_differently), 1u);
  EXPECT_EQ(exit_status(comparison), 0);
}

TEST(Comparison, ExitStatusIsOfWhatBroke) {
  const auto status = [](Outcome before, Outcome after) {
    const RunResult first = run_of({one(before)}), second = run_of({one(after)});
    return exit_status(compare_runs(first, second, {}));
  };
  EXPECT_EQ(status(Outcome::pass, Outcome::pass), 0);
  EXPECT_EQ(status(Outcome::fail, Outcome::fail), 0);
  EXPECT_EQ(status(Outcome::pass, Outcome::fail), 1);
  EXPECT_EQ(status(Outcome::pass, Outcome::error), 3);
  EXPECT_EQ(status(Outcome::pass, Outcome::skip), 0);
}

TEST(Comparison, PairsByDeclaredNamesAndNeverByGuess) {
  const RunResult before = run_of({one(Outcome::pass, "old", "s.old")});
  RunResult after = run_of({one(Outcome::fail, "new", "s.new")});
  EXPECT_EQ(compare_runs(before, after, {}).count(ChangeKind::gone), 1u);
  after.targets[0].former_names = {"older", "old"};
  RequirementCoverage row;
  row.id = "s.new";
  row.former_ids = {"s.old"};
  after.coverage = {row};
  Aliases aliases;
  aliases.add_declared(after);
  EXPECT_EQ(compare_runs(before, after, aliases).count(ChangeKind::regression), 1u);
}

TEST(Comparison, AnAliasNeverTakesWhatStillHasItsName) {
  const RunResult before = run_of({one(Outcome::pass, "old"), one(Outcome::fail, "new")});
  const RunResult after = run_of({one(Outcome::pass, "old"), one(Outcome::fail, "new")});
  const Comparison comparison = compare_runs(before, after, {{{"old", "new"}}, {}});
  EXPECT_TRUE(comparison.changes.empty());
  EXPECT_EQ(comparison.unchanged, 2u);
}

TEST(Comparison, OneChangeOfManyExchangesIsOneEntry) {
  const RunResult run = run_of({one(Outcome::pass)});
  Comparison comparison = compare_runs(run, run, {});
  const auto evidence_with = [](const std::string& server) {
    return [server](const std::string&) -> Expected<Evidence> {
      Evidence evidence;
      for (const char* label : {"one", "two", "three"}) {
        Exchange exchange;
        exchange.response = RecordedResponse{200, "1.1", {{"Server", server}}, ""};
        evidence.exchanges.emplace(label, exchange);
      }
      evidence.exchanges.emplace("only " + server, Exchange());
      return evidence;
    };
  };
  ASSERT_TRUE(compare_behaviour(evidence_with("8"), evidence_with("10"), {}, comparison));
  ASSERT_EQ(comparison.behaviour.size(), 3u);
  EXPECT_EQ(comparison.behaviour[2].what, "header server");
  EXPECT_EQ(comparison.behaviour[2].before, "8");
  EXPECT_EQ(comparison.behaviour[2].after, "10");
  EXPECT_EQ(comparison.behaviour[2].exchanges.size(), 3u);
  EXPECT_EQ(comparison.behaviour[0].what, "exchange");
  EXPECT_EQ(exit_status(comparison), 0) << "behaviour below the verdicts breaks nothing";
}

}  // namespace
}  // namespace s2sconform
