#include "harness/run/single_probe.h"

#include "harness/run/target_link.h"

namespace s2sconform {

Expected<SingleProbe> run_single_probe(const Peer& peer, WrittenItems& written, int stop_descriptor,
                                       const ProbeBody& probe, const ProbeBody& clean_up) {
  const Expected<TrustAnchors> anchors = load_anchors(*peer.target);
  if (!anchors) return Unexpected(anchors.error());
  SingleProbe done;
  ProbeEngine engine({.stop_descriptor = stop_descriptor});
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  TargetLink link(peer, *anchors, done.evidence, engine, now, &written);
  std::vector<Task<>> tasks;
  tasks.push_back(probe(link.context));
  engine.run(std::move(tasks), [] {});
  done.interrupted = engine.stopped();
  if (clean_up) {
    engine.begin_clean_up();
    std::vector<Task<>> cleaning;
    cleaning.push_back(clean_up(link.context));
    engine.run(std::move(cleaning), [] {});
  }
  link.context.forget_derived();
  return done;
}

}  // namespace s2sconform
