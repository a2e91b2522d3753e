// Runs the same probe on several targets at once, without a plan: for commands that only look.
#pragma once

#include <vector>

#include "harness/run/single_probe.h"

namespace s2sconform {

// What was seen of each peer, in their order. Nothing may be written anywhere. An error when a
// target's CA certificates cannot be loaded.
Expected<std::vector<SingleProbe>> probe_each(const std::vector<Peer>& peers, int stop_descriptor,
                                              const ProbeBody& probe);

}  // namespace s2sconform
