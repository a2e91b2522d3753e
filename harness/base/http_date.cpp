#include "harness/base/http_date.h"

#include <time.h>

namespace s2sconform {

std::optional<std::chrono::sys_seconds> parse_http_date(const std::string& text) {
  for (const char* form :
       {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"}) {
    tm parts{};
    const char* end = ::strptime(text.c_str(), form, &parts);
    if (end != text.c_str() + text.size()) continue;
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
  }
  return std::nullopt;
}

}  // namespace s2sconform
