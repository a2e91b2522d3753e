#include <gtest/gtest.h>

#include "harness/verdict/run_result.h"

namespace s2sconform {
namespace {

RunResult run_of(const std::vector<Outcome>& outcomes, bool interrupted = false) {
  RunResult run;
  run.interrupted = interrupted;
  for (const Outcome outcome : outcomes) {
    Verdict verdict;
    verdict.outcome = outcome;
    run.verdicts.add(std::move(verdict));
  }
  return run;
}

TEST(Verdict, NamesAreThoseOfTheReports) {
  EXPECT_EQ(to_string(Level::must), "MUST");
  EXPECT_EQ(to_string(Level::should), "SHOULD");
  EXPECT_EQ(to_string(Level::may), "MAY");
  EXPECT_EQ(to_string(Basis::specification), "specification");
  EXPECT_EQ(to_string(Basis::vendor_documentation), "vendor documentation");
  EXPECT_EQ(to_string(Basis::observed), "observed");
  EXPECT_EQ(to_string(Basis::inferred), "inferred");
  EXPECT_EQ(to_string(Basis::safety), "safety");
  EXPECT_EQ(to_string(Outcome::pass), "pass");
  EXPECT_EQ(to_string(Outcome::fail), "fail");
  EXPECT_EQ(to_string(Outcome::warn), "warn");
  EXPECT_EQ(to_string(Outcome::skip), "skip");
  EXPECT_EQ(to_string(Outcome::error), "error");
  EXPECT_EQ(to_string(Outcome::waived), "waived");
}

TEST(Verdict, EachOutcomeIsCountedOnce) {
  const Tally counts = tally(run_of({Outcome::pass, Outcome::pass, Outcome::fail, Outcome::warn,
                                     Outcome::skip, Outcome::error, Outcome::waived})
                                 .verdicts);
  EXPECT_EQ(counts.pass, 2U);
  EXPECT_EQ(counts.fail, 1U);
  EXPECT_EQ(counts.warn, 1U);
  EXPECT_EQ(counts.skip, 1U);
  EXPECT_EQ(counts.error, 1U);
  EXPECT_EQ(counts.waived, 1U);
  EXPECT_EQ(counts.total(), 7U);
}

TEST(Verdict, ExitStatus) {
  struct {
    std::vector<Outcome> outcomes;
    bool interrupted;
    int status;
  } const cases[] = {
      {{}, false, 3},
      {{Outcome::skip}, false, 3},
      {{Outcome::pass}, false, 0},
      {{Outcome::pass, Outcome::warn, Outcome::skip, Outcome::waived}, false, 0},
      {{Outcome::pass, Outcome::fail}, false, 1},
      {{Outcome::error, Outcome::fail}, false, 1},
      {{Outcome::fail, Outcome::error}, false, 1},
      {{Outcome::pass, Outcome::error, Outcome::warn}, false, 3},
      {{Outcome::pass}, true, 130},
      {{Outcome::fail, Outcome::error}, true, 130},
      {{}, true, 130},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(exit_status(run_of(each.outcomes, each.interrupted)), each.status)
        << "case " << &each - cases;
  }
}

TEST(Verdict, ExitStatusOfShards) {
  RunResult shard;
  shard.shard = Shard{3, 3};
  EXPECT_EQ(exit_status(shard), 0) << "no target is in it";
  shard.targets.emplace_back();
  EXPECT_EQ(exit_status(shard), 3) << "nothing was judged";
  RunResult merged = run_of({Outcome::pass}, false);
  merged.missing_shards = {{2, 3}};
  EXPECT_EQ(exit_status(merged), 3);
  EXPECT_EQ(exit_status(run_of({Outcome::fail}, false)), 1);
}

}  // namespace
}  // namespace s2sconform
