// Reads one target of the targets file.
#pragma once

#include "harness/targets/secret_reference.h"
#include "harness/targets/target.h"

namespace s2sconform {

// Reads `object`, with what it lacks taken from `defaults` (nullptr: nothing). What is wrong is
// reported to the context's errors; the result then means nothing.
Target read_target(const LocatedJson& object, const LocatedJson* defaults,
                   const ReadContext& context);

// Reports what is wrong with "defaults" itself, which need not be complete.
void check_defaults(const LocatedJson& defaults, const ReadContext& context);

}  // namespace s2sconform
