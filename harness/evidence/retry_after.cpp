#include "harness/evidence/retry_after.h"

#include <algorithm>
#include <charconv>

#include "harness/base/http_date.h"

namespace s2sconform {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr unsigned too_many_requests = 429;
constexpr unsigned service_unavailable = 503;
constexpr seconds longest = std::chrono::hours(24);

milliseconds bounded(seconds wait) { return std::clamp(wait, seconds(0), longest); }

// Digits alone; what has too many of them is a very long time.
std::optional<seconds> delay_seconds(const std::string& text) {
  seconds::rep count = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, count);
  if (stopped != end || text.starts_with('-') || error == std::errc::invalid_argument) {
    return std::nullopt;
  }
  return error == std::errc() ? seconds(count) : longest;
}

}  // namespace

std::optional<milliseconds> retry_after(const RecordedResponse& response,
                                        std::chrono::system_clock::time_point now) {
  if (response.status != too_many_requests && response.status != service_unavailable) {
    return std::nullopt;
  }
  const std::string* value = find_header(response.headers, "Retry-After");
  if (!value) return std::nullopt;
  if (const auto delay = delay_seconds(*value)) return bounded(*delay);
  const auto until = parse_http_date(*value);
  if (!until) return std::nullopt;
  const std::string* date = find_header(response.headers, "Date");
  const auto answered = date ? parse_http_date(*date) : std::nullopt;
  return bounded(*until - answered.value_or(std::chrono::floor<seconds>(now)));
}

}  // namespace s2sconform
