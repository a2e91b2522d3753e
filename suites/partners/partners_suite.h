// The partners suite: products that are partners of each other, held against each other. What the
// targets file says of a target's partners is looked up in the target's challenge and in the
// partners' metadata documents.
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::partners {

Suite suite();

}  // namespace s2sconform::partners
