#include "harness/run/run.h"

#include <list>
#include <map>
#include <optional>
#include <utility>

#include "harness/base/guid.h"
#include "harness/engine/probe_engine.h"
#include "harness/run/judging.h"
#include "harness/run/target_link.h"

namespace s2sconform {
namespace {

// Trust anchors, read once however many targets name them.
class AnchorCache {
 public:
  Expected<TrustAnchors> load(const Target& target) {
    const auto key = std::pair(target.ca_file, target.ca_directory);
    const auto found = loaded_.find(key);
    if (found != loaded_.end()) return found->second;
    const Expected<TrustAnchors> anchors = load_anchors(target);
    if (!anchors) return Unexpected(anchors.error());
    return loaded_.emplace(key, *anchors).first->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, TrustAnchors> loaded_;
};

// One target while it is probed.
struct Probing {
  const PlannedTarget* planned = nullptr;
  Evidence evidence;
  std::optional<TargetLink> link;
  std::list<TargetLink> peers;
};

Task<> probe_stage(const std::vector<const Probe*>& probes, Stage stage, ProbeContext& context) {
  std::vector<Task<>> tasks;
  for (const Probe* probe : probes) {
    if (probe->stage == stage) tasks.push_back(probe->run(context));
  }
  co_await when_all(std::move(tasks));
}

Task<> probe_suite(const std::vector<const Probe*>& probes, ProbeContext& context) {
  co_await probe_stage(probes, Stage::first, context);
  co_await probe_stage(probes, Stage::middle, context);
  co_await probe_stage(probes, Stage::last, context);
}

Task<> probe_in_turn(const PlannedTarget& planned, ProbeContext& context) {
  for (const PlannedProbes& each : planned.probes) {
    if (each.suite->presents_bad_tokens) co_await probe_suite(each.probes, context);
  }
}

Task<> probe_target(Probing& probing, std::size_t& done) {
  std::vector<Task<>> tasks;
  for (const PlannedProbes& each : probing.planned->probes) {
    if (each.suite->presents_bad_tokens) continue;
    tasks.push_back(probe_suite(each.probes, probing.link->context));
  }
  tasks.push_back(probe_in_turn(*probing.planned, probing.link->context));
  co_await when_all(std::move(tasks));
  ++done;
}

// Takes back what the target's probes have written.
Task<> clean_up(Probing& probing) {
  for (const PlannedProbes& each : probing.planned->probes) {
    if (each.suite->clean_up) co_await each.suite->clean_up(probing.link->context);
  }
  probing.link->context.forget_derived();
}

}  // namespace

Expected<CompletedRun> run(const Plan& plan, const RunOptions& options, Progress& progress) {
  CompletedRun completed;
  RunResult& result = completed.result;
  result.run_id = random_guid();
  result.harness_version = S2SCONFORM_VERSION;
  result.targets_file = options.targets_file;
  result.started = std::chrono::system_clock::now();

  const auto now = std::chrono::floor<std::chrono::seconds>(result.started);
  ProbeEngine engine({.stop_descriptor = options.stop_descriptor});
  AnchorCache anchors;
  WrittenItems written(options.state_folder, result.run_id, options.targets_file);
  std::list<Probing> probing;
  for (const PlannedTarget& planned : plan.targets) {
    const Expected<TrustAnchors> trusted = anchors.load(*planned.target);
    if (!trusted) return Unexpected(trusted.error());
    Probing& target = probing.emplace_back();
    target.planned = &planned;
    target.link.emplace(Peer{planned.target, planned.product}, *trusted, target.evidence, engine,
                        now, &written);
    for (const Peer& peer : planned.peers) {
      const Expected<TrustAnchors> of_peer = anchors.load(*peer.target);
      if (!of_peer) return Unexpected(of_peer.error());
      TargetLink& link =
          target.peers.emplace_back(peer, *of_peer, target.evidence, engine, now, nullptr);
      target.link->context.add_peer(peer.target->name, link.context);
    }
    result.targets.push_back(summary_of(planned));
  }
  std::size_t done = 0;
  std::vector<Task<>> tasks;
  for (Probing& target : probing) tasks.push_back(probe_target(target, done));
  engine.run(std::move(tasks), [&] { progress.probing(done, plan.targets.size()); });
  progress.probing(done, plan.targets.size());

  result.interrupted = engine.stopped();
  engine.begin_clean_up();
  std::vector<Task<>> cleaning;
  for (Probing& target : probing) cleaning.push_back(clean_up(target));
  engine.run(std::move(cleaning), [] {});
  completed.left = written.left();

  for (Probing& target : probing) completed.evidence.push_back(std::move(target.evidence));
  note_clocks(completed.evidence, result);
  result.verdicts =
      judge_plan(plan, completed.evidence, {.now = now, .required = options.required});
  result.ended = std::chrono::system_clock::now();
  return completed;
}

}  // namespace s2sconform
