#include "harness/run/batches.h"

#include <algorithm>

#include "harness/run/destination_groups.h"

namespace s2sconform {
namespace {

using Group = std::vector<std::size_t>;

void put_slowest_first(const TargetCosts& costs, std::vector<Group>& groups) {
  const auto slowest = [&](const Group& group) {
    std::uint64_t most = 0;
    for (const std::size_t number : group) most = std::max(most, costs[number]);
    return most;
  };
  std::stable_sort(groups.begin(), groups.end(), [&](const Group& one, const Group& other) {
    return slowest(one) > slowest(other);
  });
}

}  // namespace

std::vector<std::vector<std::size_t>> make_batches(const Plan& plan, std::size_t workers,
                                                   std::size_t largest, const TargetCosts& costs) {
  const std::size_t count = plan.targets.size();
  const std::size_t share = (count + workers - 1) / workers;
  const std::size_t wanted = std::clamp<std::size_t>(share, 1, largest);
  std::vector<Group> groups = destination_groups(plan);
  if (!costs.empty()) put_slowest_first(costs, groups);
  std::vector<std::vector<std::size_t>> batches;
  for (const Group& group : groups) {
    const bool fits = !batches.empty() && batches.back().size() + group.size() <= wanted;
    if (!fits) batches.emplace_back();
    batches.back().insert(batches.back().end(), group.begin(), group.end());
  }
  for (std::vector<std::size_t>& batch : batches) std::sort(batch.begin(), batch.end());
  return batches;
}

std::vector<std::vector<std::size_t>> parts_of(const std::vector<std::size_t>& batch,
                                               std::size_t largest) {
  std::vector<std::vector<std::size_t>> parts;
  for (std::size_t begin = 0; begin < batch.size(); begin += largest) {
    const std::size_t end = std::min(batch.size(), begin + largest);
    parts.emplace_back(batch.begin() + begin, batch.begin() + end);
  }
  return parts;
}

}  // namespace s2sconform
