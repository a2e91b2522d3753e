#include "harness/run/target_link.h"

namespace s2sconform {

Expected<TrustAnchors> load_anchors(const Target& target) {
  auto anchors = TrustAnchors::load(target.ca_file, target.ca_directory);
  if (anchors) return std::move(*anchors);
  return Unexpected(ConfigurationError{"target '" + target.name + "'", anchors.error(),
                                       "correct ca_file or ca_directory"});
}

TargetLink::TargetLink(const Peer& peer, TrustAnchors anchors, Evidence& evidence,
                       ProbeEngine& engine, std::chrono::sys_seconds now, WrittenItems* written)
    : session(*peer.target, std::move(anchors)),
      context(
          *peer.target, peer.product, evidence,
          {[this, &engine](Request request) { return engine.send(session, std::move(request)); },
           [&engine](std::chrono::milliseconds duration) { return engine.pause(duration); }, now,
           written}) {
  engine.admit(session);
}

}  // namespace s2sconform
