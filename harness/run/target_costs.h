// What it costs to test each target of a plan, to be compared with each other.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/run/plan.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

// By number of the plan's targets; at least 1 each.
using TargetCosts = std::vector<std::uint64_t>;

// By how many requirements are planned.
TargetCosts costs_by_requirements(const Plan& plan);

// By how long it took to ask the targets in an earlier run, in microseconds. A target that it did
// not have, by its name or a former one, is taken to be as slow per requirement as the others.
// Empty when the earlier run has none of them.
TargetCosts costs_by_times(const Plan& plan, const RunResult& earlier);

}  // namespace s2sconform
