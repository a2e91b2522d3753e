// Which targets of a plan must be asked by one process, and what their hosts may be sent.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/engine/host_budget.h"
#include "harness/run/plan.h"

namespace s2sconform {

// Numbers of the plan's targets, each once. Targets that may send to the same place stand in one
// group, since the budget of a host is kept by one process. In the plan's order, by the first of
// each group.
std::vector<std::vector<std::size_t>> destination_groups(const Plan& plan);

// Of several targets or peers that name a destination, the most careful counts.
LimitsByDestination limits_by_destination(const Plan& plan);

}  // namespace s2sconform
