#include "harness/verdict/run_result.h"

#include <algorithm>

namespace s2sconform {

Tally tally(const VerdictStore& verdicts) {
  Tally counts;
  for (const VerdictView verdict : verdicts) counts.add(verdict.outcome);
  return counts;
}

int exit_status(const RunResult& run) {
  // An interrupted run says nothing about what it did not reach, so neither 0 nor 1 would be true.
  if (run.interrupted) return 130;
  const Tally counts = tally(run.verdicts);
  const bool waiver_out_of_order =
      std::any_of(run.waivers.begin(), run.waivers.end(),
                  [](const WaiverUse& use) { return use.fails_the_run(); });
  if (counts.fail > 0 || waiver_out_of_order) return 1;
  if (counts.error > 0 || !run.missing_shards.empty()) return 3;
  if (run.shard && run.targets.empty()) return 0;
  // A run in which nothing was judged does not show that anything conforms.
  const bool judged = counts.pass + counts.warn + counts.waived > 0;
  return judged ? 0 : 3;
}

std::string_view to_string(WaiverUse::State state) {
  switch (state) {
    case WaiverUse::State::applied:
      return "applied";
    case WaiverUse::State::expired:
      return "expired";
    case WaiverUse::State::unused:
      return "unused";
    case WaiverUse::State::passing:
      return "passing";
    case WaiverUse::State::failing_differently:
      return "failing differently";
    case WaiverUse::State::not_judged:
      return "not judged";
  }
  return "unknown state";
}

std::string_view to_string(Readiness readiness) {
  switch (readiness) {
    case Readiness::ready:
      return "ready";
    case Readiness::not_ready:
      return "not ready";
    case Readiness::undecided:
      return "undecided";
  }
  return "";
}

}  // namespace s2sconform
