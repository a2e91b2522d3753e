#include "harness/verdict/verdict.h"

#include <algorithm>

namespace s2sconform {

std::string_view to_string(Level level) {
  switch (level) {
    case Level::must:
      return "MUST";
    case Level::should:
      return "SHOULD";
    case Level::may:
      return "MAY";
  }
  return "unknown level";
}

std::string_view to_string(Basis basis) {
  switch (basis) {
    case Basis::specification:
      return "specification";
    case Basis::vendor_documentation:
      return "vendor documentation";
    case Basis::observed:
      return "observed";
    case Basis::inferred:
      return "inferred";
    case Basis::safety:
      return "safety";
  }
  return "unknown basis";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::warn:
      return "warn";
    case Outcome::skip:
      return "skip";
    case Outcome::error:
      return "error";
    case Outcome::waived:
      return "waived";
  }
  return "unknown outcome";
}

void Tally::add(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      ++pass;
      return;
    case Outcome::fail:
      ++fail;
      return;
    case Outcome::warn:
      ++warn;
      return;
    case Outcome::skip:
      ++skip;
      return;
    case Outcome::error:
      ++error;
      return;
    case Outcome::waived:
      ++waived;
      return;
  }
}

Tally tally(const std::vector<Verdict>& verdicts) {
  Tally counts;
  for (const Verdict& verdict : verdicts) counts.add(verdict.outcome);
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
