#include "harness/verdict/verdict_store.h"

#include <gtest/gtest.h>

#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

TEST(VerdictStore, GivesBackWhatWasAddedAlsoWhenItHasMoved) {
  std::vector<Verdict> added;
  VerdictStore first;
  for (const RunResult& run : {sample_run(), waived_run(), hostile_run(), sample_run()}) {
    for (const Verdict& verdict : run.verdicts) {
      added.push_back(verdict);
      added.back().duration += std::chrono::microseconds(added.size());
      first.add(Verdict(added.back()));
    }
  }
  const StoredVerdict& kept = *first.begin();
  const VerdictStore store = std::move(first);
  EXPECT_EQ(&kept, &*store.begin());
  std::vector<Verdict> whole;
  for (const StoredVerdict& stored : store) whole.push_back(stored.whole());
  EXPECT_EQ(store.size(), added.size());
  EXPECT_EQ(whole, added);
}

}  // namespace
}  // namespace s2sconform
