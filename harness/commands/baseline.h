// Failures of today as entries of a waivers file.
#pragma once

#include <functional>
#include <string>

#include "harness/base/configuration_error.h"
#include "harness/verdict/run_result.h"
#include "harness/waivers/waivers.h"

namespace CLI {
class App;
}

namespace s2sconform {

// --reason, --owner, --url, --expires and --any-message: what all entries have in common.
struct TermOptions {
  std::string reason;
  std::string owner;
  std::string url;
  std::string expires;  // empty: in ninety days
  bool any_message = false;

  // The struct must outlive the parsing.
  void add_to(CLI::App& command);
  // An error when an entry of these would be refused.
  Expected<WaiverTerms> terms() const;
};

// Adds an entry for each failure of `run` that is `wanted` to `file`, which is written whole. Says
// on standard output how many. Refuses a file with comments, which would be lost.
Expected<void> add_waivers(const std::string& file, const RunResult& run, const WaiverTerms& terms,
                           const std::function<bool(const VerdictView&)>& wanted);

// --record-baseline, with the terms.
struct BaselineOptions {
  std::string file;
  TermOptions terms;

  void add_to(CLI::App& command);
  // Whether the options are whole; before the run.
  Expected<void> check() const;
  // Nothing when no file was named.
  Expected<void> record(const RunResult& run) const;
};

}  // namespace s2sconform
