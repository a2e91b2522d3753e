// Divides a plan among processes that know nothing of each other, on machines of their own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/run/plan.h"
#include "harness/run/target_costs.h"

namespace s2sconform {

// The names of each shard's targets.
using Division = std::vector<std::vector<std::string>>;

// Longest processing time first: the dearest group of targets that must stay together
// (destination_groups.h) goes to the shard that has least to do so far. The same plan and costs
// give the same shards on every machine; ties go by name, then to the first shard. Shards are empty
// where there are more than groups. A shard's targets are in the plan's order.
Division divide(const Plan& plan, std::size_t total, const TargetCosts& costs);

// Leaves the targets of these names in the plan, and no others.
void keep_targets(const std::vector<std::string>& names, Plan& plan);

}  // namespace s2sconform
