#include "harness/verdict/verdict_store.h"

#include <gtest/gtest.h>

#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

std::vector<Verdict> all_of(const VerdictStore& store) {
  std::vector<Verdict> whole;
  for (const VerdictView verdict : store) whole.push_back(verdict.copy());
  return whole;
}

TEST(VerdictStore, GivesBackWhatWasAddedAlsoWhenItHasMovedOrIsCopied) {
  std::vector<Verdict> added;
  VerdictStore first;
  for (const RunResult& run : {sample_run(), waived_run(), hostile_run(), sample_run()}) {
    for (const VerdictView verdict : run.verdicts) {
      added.push_back(verdict.copy());
      added.back().duration += std::chrono::microseconds(added.size());
      first.add(Verdict(added.back()));
    }
  }
  const std::string& kept = first[0].target;
  VerdictStore store = std::move(first);
  EXPECT_EQ(&kept, &store[0].target);
  const VerdictStore copy = store;
  EXPECT_EQ(store.size(), added.size());
  EXPECT_EQ(all_of(store), added);
  store = {};
  EXPECT_EQ(all_of(copy), added);
}

TEST(VerdictStore, IsArrangedAndChanged) {
  VerdictStore store = sample_run().verdicts;
  const std::vector<Verdict> before = all_of(store);
  store.arrange({3, 1});
  EXPECT_EQ(all_of(store), (std::vector<Verdict>{before[3], before[1]}));
  store.replace(1, Verdict(before[0]));
  EXPECT_EQ(all_of(store), (std::vector<Verdict>{before[3], before[0]}));
}

}  // namespace
}  // namespace s2sconform
