// A busy server says for how long it wants to be left alone.
#pragma once

#include <chrono>
#include <optional>

#include "harness/evidence/exchange.h"

namespace s2sconform {

// The Retry-After of a 429 or 503 (RFC 9110 section 10.2.3, RFC 6585 section 4), seconds or a date,
// which is the server's: its own Date is taken off it, or `now` where it sends none. Never negative
// and at most a day. nullopt: another status, or nothing that can be read.
std::optional<std::chrono::milliseconds> retry_after(const RecordedResponse& response,
                                                     std::chrono::system_clock::time_point now);

}  // namespace s2sconform
