#include "harness/engine/host_budget.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;
using Clock = HostBudget::Clock;

constexpr Clock::time_point start{1h};

TEST(HostBudget, StartsAtMostTheRateInAnySecond) {
  HostBudget budget;
  budget.restrict_to(3, 100);
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_TRUE(budget.try_start(start + 400ms));
  EXPECT_TRUE(budget.try_start(start + 500ms));
  EXPECT_FALSE(budget.try_start(start + 999ms));
  EXPECT_EQ(budget.next_start(start + 999ms), start + 1s);
  EXPECT_TRUE(budget.try_start(start + 1s));
  EXPECT_FALSE(budget.try_start(start + 1399ms));
  EXPECT_TRUE(budget.try_start(start + 1400ms));
}

TEST(HostBudget, HoldsARateBelowOneASecond) {
  HostBudget budget;
  budget.restrict_to(0.2, 100);
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_FALSE(budget.try_start(start + 4999ms));
  EXPECT_TRUE(budget.try_start(start + 5s));
}

TEST(HostBudget, HoldsAFractionalRate) {
  HostBudget budget;
  budget.restrict_to(2.5, 100);
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_FALSE(budget.try_start(start + 799ms));
  EXPECT_TRUE(budget.try_start(start + 800ms));
}

TEST(HostBudget, RunsAtMostTheConcurrentRequests) {
  HostBudget budget;
  budget.restrict_to(1000, 2);
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_FALSE(budget.try_start(start));
  EXPECT_EQ(budget.next_start(start), std::nullopt) << "only a finish() can help";
  budget.finish();
  EXPECT_EQ(budget.next_start(start), start);
  EXPECT_TRUE(budget.try_start(start));
}

TEST(HostBudget, TheMostCarefulTargetCounts) {
  HostBudget budget;
  budget.restrict_to(100, 8);
  budget.restrict_to(1, 1);
  budget.restrict_to(50, 4);
  EXPECT_TRUE(budget.try_start(start));
  budget.finish();
  EXPECT_FALSE(budget.try_start(start + 999ms));
}

}  // namespace
}  // namespace s2sconform
