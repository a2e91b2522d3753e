// Where connections really go: what budgets are counted by.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/host_budget.h"
#include "harness/http/url.h"
#include "harness/targets/target.h"

namespace s2sconform {

// Where a request to `url` goes, "127.0.0.1:40001" or "[::1]:40001": to the `node`, if there is
// one, else where the target's `resolve` sends it, else to the host itself. Behind a proxy too: it
// is the server that a budget is for.
std::string destination_of(const Target& target, const UrlParts& url, const std::string* node);

// All destinations that requests for the target may go to, as far as its entry tells, sorted, each
// once. Nothing is sent. Not among them: those of its peers (partners, relying party, token
// server), which are targets of their own, and what a server leads to at another port, or below a
// domain of `allowed_domains`, without an entry of `resolve`.
std::vector<std::string> destinations_of(const Target& target);

// What the target's entry allows to be sent to each of its destinations.
HostLimits limits_of(const Target& target);

}  // namespace s2sconform
