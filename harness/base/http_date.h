// Dates of HTTP headers.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace s2sconform {

// RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", and the two older forms that recipients
// must take. nullopt when `text` is none of them. Not as system_clock's own time_point, which ends
// in 2262: a server may name any year.
std::optional<std::chrono::sys_seconds> parse_http_date(const std::string& text);

}  // namespace s2sconform
