// From verdicts to the question that administrators have: can a feature that rests on
// server-to-server authentication be configured now? (facts 9)
#pragma once

#include <string_view>
#include <vector>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// One entry a feature, whatever the run has judged.
std::vector<FeatureReadiness> assess_readiness(const RunResult& run);

// The ids of all requirements that readiness rests on.
std::vector<std::string_view> requirements_for_readiness();

}  // namespace s2sconform
