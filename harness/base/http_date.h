// Dates of HTTP headers.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace s2sconform {

// RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", and the two older forms that recipients
// must take. nullopt when `text` is none of them, or names a year before 1970 or after 2200.
std::optional<std::chrono::system_clock::time_point> parse_http_date(const std::string& text);

}  // namespace s2sconform
