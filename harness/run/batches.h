// Divides a plan among worker processes.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/run/plan.h"
#include "harness/run/target_costs.h"

namespace s2sconform {

// Numbers of the plan's targets, each once. Targets that may send to the same place stand in one
// batch, whatever its size (destination_groups.h), since the budget of a host is kept by one
// process at a time. As many batches as `workers` where there are enough such groups, and more
// where one would hold more than `largest` targets. Batches are in the plan's order or, where there
// are `costs`, those with the slowest targets first; what is in one is in the plan's order.
std::vector<std::vector<std::size_t>> make_batches(const Plan& plan, std::size_t workers,
                                                   std::size_t largest, const TargetCosts& costs);

// A batch as parts of at most `largest` targets, which are to be probed one after the other: what
// one worker holds stays bounded, however many targets send to one place.
std::vector<std::vector<std::size_t>> parts_of(const std::vector<std::size_t>& batch,
                                               std::size_t largest);

}  // namespace s2sconform
