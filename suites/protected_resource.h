// A product's protected resource, asked without a token. Several suites look at the answers, so
// each is asked for once. Labels of the exchanges:
//
//   resource.empty-bearer  with "Authorization: Bearer" and nothing behind it
//   resource.anonymous     without an Authorization header
#pragma once

#include <string>

#include "harness/suite/suite.h"

namespace s2sconform {

inline constexpr const char* empty_bearer_label = "resource.empty-bearer";
inline constexpr const char* anonymous_label = "resource.anonymous";

// The request that the product's plugin describes, without credentials.
Request resource_request(const ProbeContext& context, std::string label);

// Asks both ways. Does nothing when the plugin names no protected resource.
Task<> probe_without_token(ProbeContext& context);

// A request that carried no token.
bool is_without_token(const Exchange& exchange);

// The answer with the product's Bearer challenge: that to an empty Bearer, or to no header when the
// other has none. Throws CouldNotJudge when neither was answered.
const Exchange& challenge_exchange(Subject& subject);

}  // namespace s2sconform
