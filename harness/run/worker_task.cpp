#include "harness/run/worker_task.h"

#include <algorithm>
#include <map>
#include <utility>

#include "harness/evidence/server_clock.h"
#include "harness/run/judging.h"
#include "harness/workers/leak_check.h"

namespace s2sconform {
namespace {

using Part = WorkerTask::Part;

std::vector<PlannedProbes> probes_of(const Part& part, const PlannedTarget& planned) {
  std::vector<PlannedProbes> probes;
  for (const PlannedProbes& each : planned.probes) {
    const auto& suites = part.suites;
    const bool is_wanted = std::find(suites.begin(), suites.end(), each.suite) != suites.end();
    if (is_wanted) probes.push_back(each);
  }
  return probes;
}

// The evidence of the parts, by number of the target.
using EvidenceByTarget = std::map<std::size_t, Evidence>;

Expected<void> load_earlier(const WorkerTask& task, const Plan& plan, const RunOptions& options,
                            EvidenceByTarget& evidence) {
  for (const Part& part : task.parts) {
    if (part.probe && !part.add_to_evidence) continue;
    Expected<Evidence> earlier = options.evidence->load(plan.targets[part.target].target->name);
    if (!earlier) return Unexpected(earlier.error());
    evidence[part.target] = std::move(*earlier);
  }
  return {};
}

WorkerAsked asked_with(const UsedBudgets& used) {
  WorkerAsked asked;
  for (const auto& [destination, budget] : used) {
    asked.budgets.push_back({destination, budget.requests, budget.held});
  }
  return asked;
}

Expected<void> probe_parts(const WorkerTask& task, const Plan& plan, const RunOptions& options,
                           const AnchorStore& anchors, int stop_descriptor,
                           EvidenceByTarget& evidence,
                           const std::function<void(const RunEvent&)>& tell) {
  std::list<ToProbe> asked;
  for (const Part& part : task.parts) {
    if (!part.probe) continue;
    const PlannedTarget& planned = plan.targets[part.target];
    asked.push_back({&planned,
                     probes_of(part, planned),
                     {options.state_folder, written_items_id(options.run_id, part.target),
                      options.targets_file},
                     std::move(evidence[part.target])});
  }
  if (asked.empty()) return {};
  const Expected<Probed> probed =
      probe_targets(asked, anchors,
                    {std::chrono::floor<std::chrono::seconds>(options.started), stop_descriptor,
                     [&] { tell(WorkerAlive{}); }, task.limits, task.used_before});
  if (!probed) return Unexpected(probed.error());
  tell(asked_with(probed->used));
  auto done = asked.begin();
  for (const Part& part : task.parts) {
    if (!part.probe) continue;
    const std::string& name = plan.targets[part.target].target->name;
    const Expected<StoredEvidence> stored = options.evidence->store(name, done->evidence);
    if (!stored) return Unexpected(stored.error());
    std::vector<std::string> suites;
    for (const Suite* suite : part.suites) suites.emplace_back(suite->id);
    tell(TargetProbed{name, std::move(suites), stored->bytes, stored->sha256,
                      server_clock_offset(done->evidence), probed->stopped, done->probing_time});
    evidence[part.target] = std::move(done->evidence);
    ++done;
  }
  return {};
}

void judge_parts(const WorkerTask& task, const Plan& plan, const RunOptions& options,
                 EvidenceByTarget& evidence, const std::function<void(const RunEvent&)>& tell) {
  Plan part_of_plan;
  std::vector<Evidence> its_evidence;
  for (const Part& part : task.parts) {
    if (part.judge.empty()) continue;
    const PlannedTarget& whole = plan.targets[part.target];
    PlannedTarget& planned = part_of_plan.targets.emplace_back(whole);
    planned.requirements.clear();
    for (const std::size_t number : part.judge) {
      planned.requirements.push_back(whole.requirements[number]);
    }
    its_evidence.push_back(std::move(evidence[part.target]));
  }
  if (part_of_plan.targets.empty()) return;
  judge_plan(part_of_plan, its_evidence,
             {.now = std::chrono::floor<std::chrono::seconds>(options.started),
              .required = options.required},
             [&](Verdict verdict) { tell(std::move(verdict)); });
}

}  // namespace

std::string written_items_id(const std::string& run_id, std::size_t target) {
  return run_id + "-" + std::to_string(target + 1);
}

void do_task(const WorkerTask& task, const Plan& plan, const RunOptions& options,
             const AnchorStore& anchors, int stop_descriptor,
             const std::function<void(const RunEvent&)>& tell) {
  EvidenceByTarget evidence;
  if (const Expected<void> loaded = load_earlier(task, plan, options, evidence); !loaded) {
    tell(WorkerUnable{loaded.error()});
    return;
  }
  const Expected<void> probed =
      probe_parts(task, plan, options, anchors, stop_descriptor, evidence, tell);
  if (!probed) {
    tell(WorkerUnable{probed.error()});
    return;
  }
  judge_parts(task, plan, options, evidence, tell);
  if (memory_has_leaked()) {
    tell(WorkerUnable{{"", "a worker has leaked memory", "see its report above"}});
    return;
  }
  tell(WorkerDone{});
}

}  // namespace s2sconform
