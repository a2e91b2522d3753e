#include "harness/run/target_costs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace s2sconform {
namespace {

using Times = std::map<std::string_view, std::uint64_t>;

Times times_of(const RunResult& earlier) {
  Times times;
  for (const TargetSummary& target : earlier.targets) {
    if (!target.probing_time) continue;
    const auto time = static_cast<std::uint64_t>(target.probing_time->count());
    times.emplace(target.name, std::max<std::uint64_t>(time, 1));
  }
  return times;
}

std::optional<std::uint64_t> time_of(const Target& target, const Times& times) {
  if (const auto found = times.find(target.name); found != times.end()) return found->second;
  for (const std::string& former : target.former_names) {
    if (const auto found = times.find(former); found != times.end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace

TargetCosts costs_by_requirements(const Plan& plan) {
  TargetCosts costs;
  for (const PlannedTarget& planned : plan.targets) {
    const auto judged = std::count_if(
        planned.requirements.begin(), planned.requirements.end(),
        [](const PlannedRequirement& requirement) { return requirement.left_out.empty(); });
    costs.push_back(std::max<std::uint64_t>(static_cast<std::uint64_t>(judged), 1));
  }
  return costs;
}

TargetCosts costs_by_times(const Plan& plan, const RunResult& earlier) {
  const Times times = times_of(earlier);
  const TargetCosts requirements = costs_by_requirements(plan);
  std::uint64_t known_time = 0, known_requirements = 0;
  for (std::size_t number = 0; number < plan.targets.size(); ++number) {
    const auto time = time_of(*plan.targets[number].target, times);
    if (!time) continue;
    known_time += *time;
    known_requirements += requirements[number];
  }
  if (known_requirements == 0) return {};
  const std::uint64_t usual = std::max<std::uint64_t>(known_time / known_requirements, 1);
  TargetCosts costs;
  for (std::size_t number = 0; number < plan.targets.size(); ++number) {
    costs.push_back(
        time_of(*plan.targets[number].target, times).value_or(usual * requirements[number]));
  }
  return costs;
}

}  // namespace s2sconform
