// Reads "mailbox" of a target.
#pragma once

#include "harness/json/object_reader.h"
#include "harness/targets/target.h"

namespace s2sconform {

// A member that has no default: it says that the user's mailbox may be written to.
void read_mailbox(ObjectReader& reader, ErrorSink& errors, Target& target);

}  // namespace s2sconform
