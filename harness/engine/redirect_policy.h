// Where the engine may follow a redirect to.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "harness/engine/target_session.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

// The URL that `response` redirects to; nullopt when it is no redirect that a GET or HEAD follows.
// The URL is absolute; a Location that cannot be read gives an empty one.
std::optional<std::string> redirect_of(const RecordedResponse& response, const std::string& url);

// Why a request may not go from `from` to `to`; nullopt when it may. `with_secret`: it carries a
// token or a secret header.
std::optional<std::string> redirect_objection(const TargetSession& session, const std::string& from,
                                              const std::string& to, bool with_secret);

}  // namespace s2sconform
