// Reads "registrations" of a target, and the users and the token server that its tokens are about.
#pragma once

#include "harness/json/object_reader.h"
#include "harness/targets/secret_reference.h"
#include "harness/targets/target.h"

namespace s2sconform {

// Members that have no default: registrations, other_user, foreign_user, ambiguous_user,
// token_server. That the token server exists is checked by check_partnerships.
void read_registrations(ObjectReader& reader, const ReadContext& context, Target& target);

// The identity of that name; null, and an error, when the file has none.
std::shared_ptr<const Identity> find_identity(const std::string& name, const Position& position,
                                              const ReadContext& context);

TestUser read_user(const LocatedJson& object, ErrorSink& errors);

}  // namespace s2sconform
