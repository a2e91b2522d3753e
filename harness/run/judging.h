// The second half of a run, alone: from a plan and evidence to verdicts. Sends nothing.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "harness/evidence/exchange.h"
#include "harness/run/plan.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

struct JudgingOptions {
  std::chrono::sys_seconds now;       // when the run started: dates are judged against it
  std::vector<std::string> required;  // RunOptions::required
  // The evidence was recorded by other suites than these: what was not recorded is a skip.
  bool recorded_by_others = false;
};

// One verdict for each planned requirement, in the plan's order. `evidence` is of the plan's
// targets, in their order. Can be called once in a process (see judge_all).
std::vector<Verdict> judge_plan(const Plan& plan, const std::vector<Evidence>& evidence,
                                const JudgingOptions& options);

// What reports say of a planned target.
TargetSummary summary_of(const PlannedTarget& planned);

// Enters how far the servers' clocks are from ours, and notes it where it is more than seconds.
// `evidence` is of the result's targets, in their order.
void note_clocks(const std::vector<Evidence>& evidence, RunResult& result);

}  // namespace s2sconform
