// What is known to be broken and accepted for a time. A waiver never keeps a requirement from being
// judged: it changes what a failure counts as, and is itself held to account.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// What a waiver's `expected` is looked for in: "expected …, actual …", without what is different in
// every run (harness/base/volatile_text.h).
std::string waiver_text(const Finding& finding);

// Whether there is a target and a requirement that the waiver could cover, in this run or in one
// that judges more.
using CouldCover = std::function<bool(const Waiver& waiver)>;

// apply_waivers makes each fail and each warning that a waiver covers a waived verdict, which keeps
// its findings, and enters into `run` what became of each waiver. A waiver counts up to and
// including the day `expires`; `today` is UTC.
void apply_waivers(const std::vector<Waiver>& waivers, std::chrono::year_month_day today,
                   const CouldCover& could_cover, RunResult& run);

// What is the same in all waivers of a baseline.
struct WaiverTerms {
  std::string reason;
  std::string owner;
  std::string url;
  std::chrono::year_month_day expires{};
  bool any_message = false;  // they cover every failure of the requirement, also a new one
};

// A waiver for each verdict of `run` that fails and is accepted by `wanted`, in their order.
std::vector<Waiver> waivers_for_failures(const RunResult& run, const WaiverTerms& terms,
                                         const std::function<bool(const VerdictView&)>& wanted);

// `added` after `known`; an entry for the same requirement and target takes the old one's place.
std::vector<Waiver> merged_waivers(std::vector<Waiver> known, const std::vector<Waiver>& added);

}  // namespace s2sconform
