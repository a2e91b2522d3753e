// The token server suite: a third-party security token server, from its metadata document to a
// token of it that a product accepts (facts section 7).
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::token_server {

Suite suite();

}  // namespace s2sconform::token_server
