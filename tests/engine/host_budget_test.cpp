#include "harness/engine/host_budget.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;
using Clock = HostBudget::Clock;

constexpr Clock::time_point start{1h};

TEST(HostBudget, StartsAtMostTheRateInAnySecond) {
  HostBudget budget;
  budget.restrict_to({3, 100});
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
  budget.restrict_to({0.2, 100});
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_FALSE(budget.try_start(start + 4999ms));
  EXPECT_TRUE(budget.try_start(start + 5s));
}

TEST(HostBudget, HoldsAFractionalRate) {
  HostBudget budget;
  budget.restrict_to({2.5, 100});
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_TRUE(budget.try_start(start));
  EXPECT_FALSE(budget.try_start(start + 799ms));
  EXPECT_TRUE(budget.try_start(start + 800ms));
}

TEST(HostBudget, RunsAtMostTheConcurrentRequests) {
  HostBudget budget;
  budget.restrict_to({1000, 2});
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
  budget.restrict_to({100, 8});
  budget.restrict_to({1, 1});
  budget.restrict_to({50, 4});
  EXPECT_TRUE(budget.try_start(start));
  budget.finish();
  EXPECT_FALSE(budget.try_start(start + 999ms));
}

// Whatever is asked of it and when: no stretch holds more than it may, and it holds no more back
// than that.
TEST(HostBudget, HoldsInEveryStretchOfTime) {
  std::mt19937 random(4711);
  for (const double rate : {0.5, 1.0, 2.5, 7.0, 40.0}) {
    const auto most = static_cast<std::size_t>(std::max(1.0, rate));
    const auto stretch = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(static_cast<double>(most) / rate));
    constexpr unsigned together = 3;
    HostBudget budget;
    budget.restrict_to({rate, together});
    std::vector<Clock::time_point> started;
    Clock::time_point now = start;
    unsigned running = 0;
    for (int step = 0; step < 5'000; ++step) {
      now += std::chrono::microseconds(random() % 40'000);
      if (running > 0 && random() % 3 == 0) {
        budget.finish();
        --running;
      }
      const bool rate_allows =
          started.size() < most || now - started[started.size() - most] >= stretch;
      const bool expected = running < together && rate_allows;
      ASSERT_EQ(budget.try_start(now), expected) << rate << " a second, step " << step;
      if (!expected) continue;
      started.push_back(now);
      ++running;
    }
    EXPECT_GT(started.size(), 2 * most);
  }
}

TEST(HostBudget, GoesOnFromWhatSomebodyElseHasUsed) {
  HostBudget budget;
  budget.restrict_to({3, 100});
  budget.go_on_from({2, 0ms}, start);
  EXPECT_TRUE(budget.try_start(start + 400ms));
  EXPECT_EQ(budget.used(start + 500ms).requests, 3u);
  EXPECT_FALSE(budget.try_start(start + 999ms));
  EXPECT_EQ(budget.used(start + 1s).requests, 1u);
  EXPECT_TRUE(budget.try_start(start + 1s));
  budget.go_on_from({1'000'000, 0ms}, start + 1s);
  EXPECT_EQ(budget.next_start(start + 1500ms), start + 2s) << "a whole window, and not more";
}

TEST(HostBudget, HandsOnThatAHostWantsToBeLeftAlone) {
  HostBudget first, second;
  first.restrict_to({3, 100});
  second.restrict_to({3, 100});
  EXPECT_TRUE(first.hold(start, start + 7s));
  second.go_on_from(first.used(start + 2s), start + 2s);
  EXPECT_EQ(second.next_start(start + 2s), start + 7s);
  EXPECT_EQ(first.used(start + 8s).held, 0ms);
}

TEST(HostBudget, LeavesAHostAloneThatAsksForIt) {
  HostBudget budget;
  budget.restrict_to({1000, 4});
  EXPECT_TRUE(budget.hold(start, start + 7s));
  EXPECT_TRUE(budget.hold(start, start + 3s)) << "a shorter wish changes nothing";
  EXPECT_FALSE(budget.try_start(start + 6999ms));
  EXPECT_EQ(budget.next_start(start), start + 7s);
  EXPECT_TRUE(budget.try_start(start + 7s));
}

TEST(HostBudget, AHostIsWaitedForAMinuteInAll) {
  HostBudget budget;
  budget.restrict_to({1000, 4});
  EXPECT_TRUE(budget.hold(start, start + 40s));
  EXPECT_FALSE(budget.hold(start, start + 61s));
  EXPECT_TRUE(budget.hold(start, start + 60s)) << "what is waited twice counts once";
  EXPECT_EQ(budget.next_start(start), start + 60s);
  EXPECT_FALSE(budget.hold(start + 90s, start + 91s));
  EXPECT_TRUE(budget.hold(start + 90s, start + 90s)) << "no time at all is always granted";
  EXPECT_TRUE(budget.try_start(start + 90s));
}

}  // namespace
}  // namespace s2sconform
