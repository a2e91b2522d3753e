// What one worker process is given to do, and doing it.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "harness/journal/run_event.h"
#include "harness/run/probing.h"
#include "harness/run/run.h"

namespace s2sconform {

struct WorkerTask {
  // One target's part in it.
  struct Part {
    std::size_t target = 0;  // its number in the plan
    bool probe = false;      // ask it; if not, its evidence is where an earlier worker has left it
    std::vector<const Suite*> suites;  // whose probes run; none: what was written is taken back
    bool add_to_evidence = false;      // an earlier worker has left some, which is kept
    std::vector<std::size_t> judge;    // numbers of its planned requirements
  };

  std::vector<Part> parts;
  bool is_retry = false;  // an earlier worker died of some of it: who dies now is to blame
  // What the hosts of the parts may be sent in all, and what another worker has used of it.
  const LimitsByDestination* limits = nullptr;
  UsedBudgets used_before{};
};

// The id under which what is written for a target is noted, in this run and when it is resumed.
std::string written_items_id(const std::string& run_id, std::size_t target);

// Probes, hands the evidence to `options.evidence`, judges, and tells of each step as it is done;
// the last event is WorkerDone, or WorkerUnable. In the worker process, once.
void do_task(const WorkerTask& task, const Plan& plan, const RunOptions& options,
             const AnchorStore& anchors, int stop_descriptor,
             const std::function<void(const RunEvent&)>& tell);

}  // namespace s2sconform
