// Probes some targets of a plan at once, and takes back what was written.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/engine/host_budget.h"
#include "harness/run/plan.h"
#include "harness/x509/certificate.h"

namespace s2sconform {

// The trust anchors of a plan's targets and their peers, read once however many name them.
class AnchorStore {
 public:
  // An error when some cannot be loaded.
  static Expected<AnchorStore> load(const Plan& plan);
  const TrustAnchors& of(const Target& target) const;

 private:
  std::map<std::pair<std::string, std::string>, TrustAnchors> loaded_;  // by CA file and folder
};

// Where what is written into a target's mailboxes is noted.
struct WrittenItemsPlace {
  std::filesystem::path folder;
  std::string id;            // of the target in this run
  std::string targets_file;  // for the command 'cleanup'
};

// One target to be probed.
struct ToProbe {
  const PlannedTarget* planned = nullptr;
  std::vector<PlannedProbes>
      probes;  // of the planned ones; none: only what was written is taken back
  WrittenItemsPlace written;
  // What is there already is kept, and what is recorded now is added.
  Evidence evidence;
  // From the first request of its probes to the last.
  std::chrono::microseconds probing_time{};
};

struct ProbingOptions {
  std::chrono::sys_seconds now;  // when the run started
  int stop_descriptor = -1;
  std::function<void()> on_idle;  // about once a second
  // As ProbeEngine::Options has them.
  const LimitsByDestination* limits = nullptr;
  UsedBudgets used_before{};
};

struct Probed {
  bool stopped = false;  // before the end
  UsedBudgets used;      // as ProbeEngine::used has it
};

// Adds to the evidence of each. What an earlier attempt has noted as written is looked for as well.
// An error when that cannot be read.
Expected<Probed> probe_targets(std::list<ToProbe>& targets, const AnchorStore& anchors,
                               const ProbingOptions& options);

}  // namespace s2sconform
