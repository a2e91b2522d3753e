// The trust suite: what a partner application may do by what it is registered as, and what not
// (facts 5).
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::trust {

Suite suite();

}  // namespace s2sconform::trust
