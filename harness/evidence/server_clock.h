// How far a server's clock is from ours, by what it answered.
#pragma once

#include <chrono>
#include <optional>

#include "harness/evidence/exchange.h"

namespace s2sconform {

// The median, over all answers with a Date (RFC 9110 section 6.6.1), of the server's time less
// ours. Positive: the server is ahead. A Date has whole seconds, so the result is good to half a
// second. nullopt when there is no answer with a Date.
std::optional<std::chrono::milliseconds> server_clock_offset(const Evidence& evidence);

}  // namespace s2sconform
