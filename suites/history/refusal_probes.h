// The probes of the history suite that ask for what must be refused.
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::history {

// "autodiscover", "refused-writes", "requests", "oversized": see history_probes.h.
std::vector<Probe> refusal_probes();

}  // namespace s2sconform::history
