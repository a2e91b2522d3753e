#include "harness/run/probe_each.h"

#include <memory>

#include "harness/run/target_link.h"

namespace s2sconform {

Expected<std::vector<SingleProbe>> probe_each(const std::vector<Peer>& peers, int stop_descriptor,
                                              const ProbeBody& probe) {
  std::vector<SingleProbe> seen(peers.size());
  ProbeEngine engine({.stop_descriptor = stop_descriptor});
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  std::vector<std::unique_ptr<TargetLink>> links;
  std::vector<Task<>> tasks;
  for (std::size_t index = 0; index < peers.size(); ++index) {
    const Expected<TrustAnchors> anchors = load_anchors(*peers[index].target);
    if (!anchors) return Unexpected(anchors.error());
    links.push_back(std::make_unique<TargetLink>(peers[index], *anchors, seen[index].evidence,
                                                 engine, now, nullptr));
    tasks.push_back(probe(links.back()->context));
  }
  engine.run(std::move(tasks), [] {});
  for (std::size_t index = 0; index < peers.size(); ++index) {
    seen[index].interrupted = engine.stopped();
    links[index]->context.forget_derived();
  }
  return seen;
}

}  // namespace s2sconform
