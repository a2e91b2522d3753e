// One server as probes talk to it: a target, or a peer that its entry names.
#pragma once

#include <chrono>

#include "harness/engine/probe_engine.h"
#include "harness/suite/suite.h"

namespace s2sconform {

// The anchors of the target's CA file and directory.
Expected<TrustAnchors> load_anchors(const Target& target);

// What is seen goes into `evidence`. All of it is borrowed; a link stays where it is made.
struct TargetLink {
  TargetSession session;
  ProbeContext context;

  // `written` nullptr: nothing may be written there.
  TargetLink(const Peer& peer, TrustAnchors anchors, Evidence& evidence, ProbeEngine& engine,
             std::chrono::sys_seconds now, WrittenItems* written);
};

}  // namespace s2sconform
