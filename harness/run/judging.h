// The second half of a run, alone: from a plan and evidence to verdicts. Sends nothing.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "harness/evidence/exchange.h"
#include "harness/run/plan.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

struct JudgingOptions {
  std::chrono::sys_seconds now;       // when the run started: dates are judged against it
  std::vector<std::string> required;  // RunOptions::required
  // The evidence was recorded by other suites than these: what was not recorded is a skip.
  bool recorded_by_others = false;
  // By target: of those that were asked by a run which started at another time than `now`.
  std::map<std::string, std::chrono::sys_seconds> asked_since{};
};

// One verdict for each planned requirement, handed over as it comes, in the plan's order.
// `evidence` is of the plan's targets, in their order. Can be called once in a process (see
// judge_all).
void judge_plan(const Plan& plan, const std::vector<Evidence>& evidence,
                const JudgingOptions& options, const std::function<void(Verdict)>& on_verdict);

// The verdict on a requirement that nobody has judged: error, for this reason.
Verdict unjudged(const PlannedTarget& planned, const PlannedRequirement& requirement,
                 std::string reason);

// What reports say of a planned target.
TargetSummary summary_of(const PlannedTarget& planned);

// Enters how far the server's clock is ahead of ours, and notes it where it is more than seconds.
void note_clock(std::optional<std::chrono::milliseconds> ahead, TargetSummary& target);

}  // namespace s2sconform
