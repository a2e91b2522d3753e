// The suites that this harness has.
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform {

// In the order in which reports show them. The result outlives every use of a pointer into it as
// long as the caller keeps it.
std::vector<Suite> all_suites();

}  // namespace s2sconform
