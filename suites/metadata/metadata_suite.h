// The metadata suite: the authentication metadata document that a product publishes.
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::metadata {

Suite suite();

}  // namespace s2sconform::metadata
