// The token suite: whether a product accepts exactly the tokens that it should, and refuses the
// rest for the right reason.
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::token {

Suite suite();

}  // namespace s2sconform::token
