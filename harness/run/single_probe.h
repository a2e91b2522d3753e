// Runs one probe on one target, without a plan: for commands that do one thing.
#pragma once

#include <functional>

#include "harness/suite/suite.h"

namespace s2sconform {

using ProbeBody = std::function<Task<>(ProbeContext& context)>;

struct SingleProbe {
  Evidence evidence;
  bool interrupted = false;
};

// `clean_up` runs after `probe`, also when that was stopped; empty: nothing does. `written` is
// borrowed. An error when the target's CA certificates cannot be loaded.
Expected<SingleProbe> run_single_probe(const Peer& peer, WrittenItems& written, int stop_descriptor,
                                       const ProbeBody& probe, const ProbeBody& clean_up);

}  // namespace s2sconform
