#include "harness/run/run.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "harness/base/guid.h"
#include "harness/identity/identity.h"
#include "harness/run/judging.h"
#include "harness/run/supervisor.h"
#include "harness/run/verdict_book.h"
#include "harness/run/worker_task.h"

namespace s2sconform {
namespace {

RunResult begin_result(const Plan& plan, const std::string& run_id,
                       const std::string& targets_file) {
  RunResult result;
  result.run_id = run_id;
  result.harness_version = S2SCONFORM_VERSION;
  result.targets_file = targets_file;
  for (const PlannedTarget& planned : plan.targets) result.targets.push_back(summary_of(planned));
  return result;
}

void note_clocks(const std::map<std::string, TargetProbed>& probed, RunResult& result) {
  for (TargetSummary& target : result.targets) {
    const auto found = probed.find(target.name);
    if (found != probed.end()) note_clock(found->second.clock_offset, target);
  }
}

void enter_recorded(const JournalContent& recorded, VerdictBook& book) {
  for (const VerdictView verdict : recorded.verdicts) {
    const std::optional<std::size_t> target = book.find(verdict.target);
    if (target) book.enter(*target, verdict.copy());
  }
}

using ProbedByTarget = std::map<std::string, TargetProbed>;

void enter_times(const ProbedByTarget& probed, RunResult& result) {
  for (TargetSummary& target : result.targets) {
    const auto found = probed.find(target.name);
    if (found != probed.end()) target.probing_time = found->second.probing_time;
  }
}

// Of a merged run: what the shards that were not there should have judged.
void enter_missing_shards(const Plan& plan, const RunHeader& header, VerdictBook& book) {
  for (const Shard& shard : header.missing_shards) {
    for (const std::string& name : header.division[shard.index - 1]) {
      const std::optional<std::size_t> target = book.find(name);
      if (!target) continue;
      const PlannedTarget& planned = plan.targets[*target];
      for (const std::size_t number : book.missing(*target)) {
        book.enter(*target, unjudged(planned, planned.requirements[number],
                                     "shard " + shard.text() + ", which judges this, is missing"));
      }
    }
  }
}

// What cannot be asked about, because the plugin that would say how cannot be used.
Expected<void> enter_unusable(const Plan& plan, Journal& journal, VerdictBook& book) {
  for (std::size_t target = 0; target < plan.targets.size(); ++target) {
    const PlannedTarget& planned = plan.targets[target];
    if (planned.unusable.empty()) continue;
    for (const std::size_t number : book.missing(target)) {
      RunEvent event = unjudged(planned, planned.requirements[number], planned.unusable);
      book.enter(target, std::get<Verdict>(event));
      if (auto noted = journal.append(event); !noted) return noted;
    }
  }
  return {};
}

// What each worker would make anew, where it is needed.
void make_stranger_keys(const Plan& plan, const VerdictBook& book) {
  for (std::size_t target = 0; target < plan.targets.size(); ++target) {
    const PlannedTarget& planned = plan.targets[target];
    const bool is_needed =
        !book.missing(target).empty() &&
        std::any_of(planned.probes.begin(), planned.probes.end(),
                    [](const PlannedProbes& each) { return each.suite->presents_bad_tokens; });
    if (!is_needed) continue;
    if (planned.target->identity) planned.target->identity->stranger->key();
    for (const Registration& each : planned.target->registrations) each.identity->stranger->key();
  }
}

std::vector<WrittenItem> left_items(const Plan& plan, const RunOptions& options) {
  std::vector<WrittenItem> left;
  for (std::size_t target = 0; target < plan.targets.size(); ++target) {
    const WrittenItems noted(options.state_folder, written_items_id(options.run_id, target), "");
    if (!std::filesystem::exists(noted.file())) continue;
    const Expected<WrittenItems> items = WrittenItems::open(noted.file());
    if (items) left.insert(left.end(), items->left().begin(), items->left().end());
  }
  return left;
}

}  // namespace

Expected<CompletedRun> run(const Plan& plan, const RunOptions& options, Journal& journal,
                           const JournalContent& recorded, Progress& progress) {
  const Expected<AnchorStore> anchors = AnchorStore::load(plan);
  if (!anchors) return Unexpected(anchors.error());
  VerdictBook book(plan);
  enter_recorded(recorded, book);
  if (auto entered = enter_unusable(plan, journal, book); !entered) {
    return Unexpected(entered.error());
  }
  make_stranger_keys(plan, book);
  Supervisor supervisor(plan, options, *anchors, journal, book, progress);
  if (auto done = supervisor.run(recorded); !done) return Unexpected(done.error());
  CompletedRun completed;
  completed.result = begin_result(plan, options.run_id, options.targets_file);
  completed.result.started = options.started;
  completed.result.ended = std::chrono::system_clock::now();
  completed.result.interrupted = supervisor.stopped();
  completed.result.shard = recorded.header.shard;
  completed.result.verdicts = book.take("the run was stopped before this was judged");
  completed.probed = supervisor.probed();
  enter_times(completed.probed, completed.result);
  completed.deaths = supervisor.deaths();
  note_clocks(completed.probed, completed.result);
  completed.left = left_items(plan, options);
  const RunEnded ended{completed.result.ended, completed.result.interrupted};
  if (auto noted = journal.append(ended); !noted) return Unexpected(noted.error());
  return completed;
}

Expected<RunResult> run_here(const Plan& plan, int stop_descriptor) {
  const Expected<AnchorStore> anchors = AnchorStore::load(plan);
  if (!anchors) return Unexpected(anchors.error());
  RunResult result = begin_result(plan, random_guid(), "");
  result.started = std::chrono::system_clock::now();
  const auto now = std::chrono::floor<std::chrono::seconds>(result.started);
  std::list<ToProbe> asked;
  for (std::size_t target = 0; target < plan.targets.size(); ++target) {
    const PlannedTarget& planned = plan.targets[target];
    asked.push_back(
        {&planned, planned.probes, {{}, written_items_id(result.run_id, target), {}}, {}});
  }
  const Expected<Probed> probed = probe_targets(asked, *anchors, {now, stop_descriptor, [] {}});
  if (!probed) return Unexpected(probed.error());
  result.interrupted = probed->stopped;
  std::vector<Evidence> evidence;
  for (ToProbe& each : asked) evidence.push_back(std::move(each.evidence));
  judge_plan(plan, evidence, {.now = now, .required = {}},
             [&](Verdict verdict) { result.verdicts.add(std::move(verdict)); });
  result.ended = std::chrono::system_clock::now();
  return result;
}

RunResult result_of(const Plan& plan, const JournalContent& recorded) {
  VerdictBook book(plan);
  enter_recorded(recorded, book);
  enter_missing_shards(plan, recorded.header, book);
  RunResult result = begin_result(plan, recorded.header.run_id, recorded.header.targets_file);
  result.started = recorded.header.started;
  result.ended = recorded.ended ? recorded.ended_at : recorded.header.started;
  result.interrupted = recorded.interrupted;
  note_clocks(recorded.probed, result);
  result.shard = recorded.header.shard;
  result.missing_shards = recorded.header.missing_shards;
  enter_times(recorded.probed, result);
  result.verdicts = book.take(
      "the run was cut off before this was judged; 's2sconform run --resume' goes on with it");
  return result;
}

}  // namespace s2sconform
