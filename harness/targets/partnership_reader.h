// Reads what a target says of tokens and partners: user, alternative_hosts, partners,
// relying_party.
#pragma once

#include "harness/json/object_reader.h"
#include "harness/targets/secret_reference.h"
#include "harness/targets/target.h"

namespace s2sconform {

// Members that "defaults" may have too: identity, user.
void read_acting(ObjectReader& reader, const ReadContext& context, Target& target);

// Members of the target alone. That other targets exist is checked by check_partnerships.
void read_partnership(ObjectReader& reader, const ReadContext& context, Target& target);

// Reports a target's partner or relying party that the file does not have. `list` is the array that
// `targets` were read from.
void check_partnerships(const std::vector<Target>& targets, const LocatedJson& list,
                        ErrorSink& errors);

}  // namespace s2sconform
