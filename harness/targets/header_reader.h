// Reads the "headers" of a target.
#pragma once

#include <vector>

#include "harness/targets/secret_reference.h"
#include "harness/targets/target.h"

namespace s2sconform {

// What is wrong is reported to the context's errors and left out of the result.
std::vector<ConfiguredHeader> read_headers(const LocatedJson& headers, const ReadContext& context);

}  // namespace s2sconform
