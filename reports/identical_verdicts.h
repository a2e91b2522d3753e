// Verdicts of several targets that say the same, folded into one.
#pragma once

#include <string_view>
#include <vector>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// IdenticalVerdicts borrows the run's verdicts.
struct IdenticalVerdicts {
  VerdictView first;
  std::vector<std::string_view> requirements;  // one, but for errors
  std::vector<std::string_view> targets;
  bool same_place = true;  // the `where` of all findings is the same in all targets
};

// identical_verdicts returns the verdicts of `outcome`, in the order of the run, folded:
//   - verdicts on one requirement with the same findings, reason and remedy, whatever their `where`
//     (which names the target's own host);
//   - of errors, also those of several requirements with one reason and the same targets, since one
//     dead server leaves all its requirements without a judgement.
std::vector<IdenticalVerdicts> identical_verdicts(const RunResult& run, Outcome outcome);

}  // namespace s2sconform
