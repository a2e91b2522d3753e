// The transport suite: certificates, TLS and HTTP as the product's web server has them.
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::transport {

Suite suite();

}  // namespace s2sconform::transport
