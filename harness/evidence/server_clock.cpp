#include "harness/evidence/server_clock.h"

#include <algorithm>
#include <vector>

#include "harness/base/http_date.h"

namespace s2sconform {
namespace {

using std::chrono::milliseconds;

}  // namespace

std::optional<milliseconds> server_clock_offset(const Evidence& evidence) {
  std::vector<milliseconds> offsets;
  for (const auto& [label, exchange] : evidence.exchanges) {
    if (!exchange.response) continue;
    const std::string* date = find_header(exchange.response->headers, "Date");
    const auto server = date ? parse_http_date(*date) : std::nullopt;
    if (!server) continue;
    const auto answered = std::chrono::time_point_cast<milliseconds>(exchange.timing.started +
                                                                     exchange.timing.first_byte);
    // The server cut its time off to a second: on average, half a second is missing.
    offsets.push_back(*server - answered + milliseconds(500));
  }
  if (offsets.empty()) return std::nullopt;
  const auto middle = offsets.begin() + static_cast<std::ptrdiff_t>(offsets.size() / 2);
  std::nth_element(offsets.begin(), middle, offsets.end());
  return *middle;
}

}  // namespace s2sconform
