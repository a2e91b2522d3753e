// Reads "identities": the partner applications that the harness can act as.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "harness/identity/identity.h"
#include "harness/targets/secret_reference.h"

namespace s2sconform {

using Identities = std::map<std::string, std::shared_ptr<const Identity>>;

// Loads the keys of each. What is wrong is reported to the context's errors and left out.
Identities read_identities(const LocatedJson& list, const ReadContext& context);

}  // namespace s2sconform
