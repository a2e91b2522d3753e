#include "harness/run/probing.h"

#include <algorithm>
#include <optional>

#include "harness/engine/probe_engine.h"
#include "harness/run/target_link.h"

namespace s2sconform {
namespace {

std::pair<std::string, std::string> key_of(const Target& target) {
  return {target.ca_file, target.ca_directory};
}

// One target while it is probed.
struct Probing {
  ToProbe& asked;
  WrittenItems written;
  std::optional<TargetLink> link;
  std::list<TargetLink> peers;
};

Expected<WrittenItems> continue_or_begin(const WrittenItemsPlace& place) {
  WrittenItems items(place.folder, place.id, place.targets_file);
  if (!std::filesystem::exists(items.file())) return items;
  return WrittenItems::open(items.file());
}

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

Task<> probe_in_turn(const std::vector<PlannedProbes>& probes, ProbeContext& context) {
  for (const PlannedProbes& each : probes) {
    if (each.suite->presents_bad_tokens) co_await probe_suite(each.probes, context);
  }
}

Task<> probe_target(Probing& probing) {
  const auto begun = std::chrono::steady_clock::now();
  const std::vector<PlannedProbes>& probes = probing.asked.probes;
  std::vector<Task<>> tasks;
  for (const PlannedProbes& each : probes) {
    if (each.suite->presents_bad_tokens) continue;
    tasks.push_back(probe_suite(each.probes, probing.link->context));
  }
  tasks.push_back(probe_in_turn(probes, probing.link->context));
  co_await when_all(std::move(tasks));
  probing.asked.probing_time = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
}

// Takes back what the target's probes have written.
Task<> clean_up(Probing& probing) {
  for (const PlannedProbes& each : probing.asked.planned->probes) {
    if (each.suite->clean_up) co_await each.suite->clean_up(probing.link->context);
  }
  probing.link->context.forget_derived();
}

}  // namespace

Expected<AnchorStore> AnchorStore::load(const Plan& plan) {
  AnchorStore store;
  const auto add = [&](const Target& target) -> Expected<void> {
    if (store.loaded_.contains(key_of(target))) return {};
    Expected<TrustAnchors> anchors = load_anchors(target);
    if (!anchors) return Unexpected(anchors.error());
    store.loaded_.emplace(key_of(target), std::move(*anchors));
    return {};
  };
  for (const PlannedTarget& planned : plan.targets) {
    if (auto added = add(*planned.target); !added) return Unexpected(added.error());
    for (const Peer& peer : planned.peers) {
      if (auto added = add(*peer.target); !added) return Unexpected(added.error());
    }
  }
  return store;
}

const TrustAnchors& AnchorStore::of(const Target& target) const {
  return loaded_.at(key_of(target));
}

Expected<Probed> probe_targets(std::list<ToProbe>& targets, const AnchorStore& anchors,
                               const ProbingOptions& options) {
  ProbeEngine engine({.stop_descriptor = options.stop_descriptor,
                      .limits = options.limits,
                      .used_before = options.used_before});
  std::list<Probing> probing;
  for (ToProbe& asked : targets) {
    Expected<WrittenItems> written = continue_or_begin(asked.written);
    if (!written) return Unexpected(written.error());
    Probing& target = probing.emplace_back(asked, std::move(*written));
    const Target& own = *asked.planned->target;
    target.link.emplace(Peer{&own, asked.planned->product}, anchors.of(own), asked.evidence, engine,
                        options.now, &target.written);
    for (const Peer& peer : asked.planned->peers) {
      TargetLink& link = target.peers.emplace_back(peer, anchors.of(*peer.target), asked.evidence,
                                                   engine, options.now, nullptr);
      target.link->context.add_peer(peer.target->name, link.context);
    }
  }
  std::vector<Task<>> tasks;
  for (Probing& target : probing) tasks.push_back(probe_target(target));
  engine.run(std::move(tasks), options.on_idle);
  const bool stopped = engine.stopped();
  engine.begin_clean_up();
  std::vector<Task<>> cleaning;
  for (Probing& target : probing) cleaning.push_back(clean_up(target));
  engine.run(std::move(cleaning), options.on_idle);
  return Probed{stopped, engine.used()};
}

}  // namespace s2sconform
