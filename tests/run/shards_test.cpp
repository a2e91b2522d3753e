// How a plan is divided among machines, and by what costs.
#include "harness/run/shards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <numeric>

namespace s2sconform {
namespace {

const Requirement some_requirement{};

// Targets at hosts of their own, with so many requirements each.
class Planned {
 public:
  explicit Planned(const std::vector<std::pair<std::string, std::size_t>>& targets) {
    for (const auto& [name, requirements] : targets) {
      Target& target = targets_.emplace_back();
      target.name = name;
      target.base_urls = {{"metadata", "https://" + name + ".example"}};
      PlannedTarget planned{&target, {}, {}, {}, {}, {}};
      planned.requirements.assign(requirements, {nullptr, &some_requirement, {}});
      plan.targets.push_back(std::move(planned));
    }
  }

  Target& target(std::size_t number) {
    return *std::next(targets_.begin(), static_cast<long>(number));
  }

  Plan plan;

 private:
  std::list<Target> targets_;
};

TEST(Shards, ArePackedLongestFirst) {
  const Planned planned({{"a", 2}, {"b", 3}, {"c", 7}, {"d", 4}, {"e", 1}});
  EXPECT_EQ(divide(planned.plan, 2, costs_by_requirements(planned.plan)),
            (Division{{"a", "c"}, {"b", "d", "e"}}));
}

TEST(Shards, HoldEachTargetOnceAndAreBalanced) {
  std::vector<std::pair<std::string, std::size_t>> targets;
  for (std::size_t number = 0; number < 200; ++number) {
    targets.emplace_back("target-" + std::to_string(number), 1 + number * 37 % 101);
  }
  const Planned planned(targets);
  const TargetCosts costs = costs_by_requirements(planned.plan);
  const Division division = divide(planned.plan, 7, costs);
  std::map<std::string, std::size_t> seen;
  std::vector<std::uint64_t> loads;
  for (const auto& shard : division) {
    std::uint64_t& load = loads.emplace_back(0);
    for (const std::string& name : shard) {
      ++seen[name];
      load += costs[std::stoul(name.substr(7))];
    }
  }
  EXPECT_EQ(seen.size(), 200u);
  for (const auto& [name, times] : seen) EXPECT_EQ(times, 1u) << name;
  const auto [least, most] = std::minmax_element(loads.begin(), loads.end());
  EXPECT_LE(*most - *least, 101u) << "no more than the dearest target";
}

TEST(Shards, AreTheSameInWhateverOrderEqualTargetsAre) {
  const Planned one({{"a", 5}, {"b", 5}, {"c", 5}, {"d", 5}});
  const Planned other({{"d", 5}, {"b", 5}, {"c", 5}, {"a", 5}});
  EXPECT_EQ(divide(one.plan, 2, costs_by_requirements(one.plan)),
            (Division{{"a", "c"}, {"b", "d"}}));
  EXPECT_EQ(divide(other.plan, 2, costs_by_requirements(other.plan)),
            (Division{{"c", "a"}, {"d", "b"}}));
}

TEST(Shards, KeepTogetherWhatSendsToOneHost) {
  Planned planned({{"a", 5}, {"b", 5}, {"c", 5}});
  planned.target(2).base_urls = {{"metadata", "https://a.example/other"}};
  EXPECT_EQ(divide(planned.plan, 3, costs_by_requirements(planned.plan)),
            (Division{{"a", "c"}, {"b"}, {}}));
}

TEST(Shards, LeaveTheirTargetsInThePlan) {
  Planned planned({{"a", 1}, {"b", 1}, {"c", 1}});
  keep_targets({"a", "c"}, planned.plan);
  ASSERT_EQ(planned.plan.targets.size(), 2u);
  EXPECT_EQ(planned.plan.targets[1].target->name, "c");
  keep_targets({}, planned.plan);
  EXPECT_TRUE(planned.plan.targets.empty());
}

RunResult earlier(const std::vector<std::pair<std::string, int>>& times) {
  RunResult run;
  for (const auto& [name, time] : times) {
    TargetSummary& target = run.targets.emplace_back();
    target.name = name;
    target.probing_time = std::chrono::microseconds(time);
  }
  run.targets.emplace_back().name = "not asked";
  return run;
}

TEST(Costs, AreWhatAnEarlierRunTook) {
  Planned planned({{"a", 10}, {"b", 10}, {"renamed", 10}, {"new", 5}});
  planned.target(2).former_names = {"old"};
  const RunResult run = earlier({{"a", 100}, {"b", 0}, {"old", 500}, {"gone", 9}});
  // 601 microseconds for 30 requirements: 20 each.
  EXPECT_EQ(costs_by_times(planned.plan, run), (TargetCosts{100, 1, 500, 100}));
  EXPECT_TRUE(costs_by_times(planned.plan, earlier({{"gone", 9}})).empty());
}

TEST(Costs, AreTheRequirementsThatAreJudged) {
  Planned planned({{"a", 3}, {"b", 1}});
  planned.plan.targets[0].requirements[1].left_out = "it writes";
  planned.plan.targets[1].requirements[0].left_out = "it writes";
  EXPECT_EQ(costs_by_requirements(planned.plan), (TargetCosts{2, 1}));
}

}  // namespace
}  // namespace s2sconform
