#include "harness/base/http_date.h"

#include <time.h>

namespace s2sconform {
namespace {

// What the clock's type can hold, far from its ends.
constexpr int first_year = 1970;
constexpr int last_year = 2200;

}  // namespace

std::optional<std::chrono::system_clock::time_point> parse_http_date(const std::string& text) {
  for (const char* form :
       {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"}) {
    tm parts{};
    const char* end = ::strptime(text.c_str(), form, &parts);
    const int year = parts.tm_year + 1900;
    if (end == text.c_str() + text.size() && year >= first_year && year <= last_year) {
      return std::chrono::system_clock::from_time_t(::timegm(&parts));
    }
  }
  return std::nullopt;
}

}  // namespace s2sconform
