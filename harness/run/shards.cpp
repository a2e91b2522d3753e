#include "harness/run/shards.h"

#include <algorithm>
#include <cstdint>
#include <queue>
#include <set>
#include <string_view>
#include <tuple>

#include "harness/run/destination_groups.h"

namespace s2sconform {
namespace {

struct CostedGroup {
  std::uint64_t cost = 0;
  std::string_view name;  // the first of its targets' names
  std::vector<std::size_t> targets;
};

std::vector<CostedGroup> dearest_first(const Plan& plan, const TargetCosts& costs) {
  std::vector<CostedGroup> groups;
  for (std::vector<std::size_t>& targets : destination_groups(plan)) {
    CostedGroup group;
    group.name = plan.targets[targets.front()].target->name;
    for (const std::size_t number : targets) {
      group.cost += costs[number];
      group.name = std::min<std::string_view>(group.name, plan.targets[number].target->name);
    }
    group.targets = std::move(targets);
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [](const CostedGroup& one, const CostedGroup& other) {
    return std::tie(other.cost, one.name) < std::tie(one.cost, other.name);
  });
  return groups;
}

}  // namespace

Division divide(const Plan& plan, std::size_t total, const TargetCosts& costs) {
  using Load = std::pair<std::uint64_t, std::size_t>;  // what a shard has to do, and its number
  std::priority_queue<Load, std::vector<Load>, std::greater<>> least_loaded;
  for (std::size_t number = 0; number < total; ++number) least_loaded.emplace(0, number);
  std::vector<std::vector<std::size_t>> shards(total);
  for (const CostedGroup& group : dearest_first(plan, costs)) {
    const auto [load, number] = least_loaded.top();
    least_loaded.pop();
    least_loaded.emplace(load + group.cost, number);
    shards[number].insert(shards[number].end(), group.targets.begin(), group.targets.end());
  }
  Division division;
  for (std::vector<std::size_t>& shard : shards) {
    std::sort(shard.begin(), shard.end());
    std::vector<std::string>& names = division.emplace_back();
    for (const std::size_t number : shard) names.push_back(plan.targets[number].target->name);
  }
  return division;
}

void keep_targets(const std::vector<std::string>& names, Plan& plan) {
  const std::set<std::string_view> kept(names.begin(), names.end());
  std::erase_if(plan.targets,
                [&](const PlannedTarget& planned) { return !kept.contains(planned.target->name); });
}

}  // namespace s2sconform
