#include "harness/base/utc_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace s2sconform {

using namespace std::chrono;

std::string utc_to_seconds(system_clock::time_point time) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::string utc_to_milliseconds(system_clock::time_point time) {
  const auto part = floor<milliseconds>(time - floor<seconds>(time));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), ".%03dZ", static_cast<int>(part.count()));
  return utc_to_seconds(time) + text.data();
}

std::string seconds_text(milliseconds duration) {
  const long long count = std::max<long long>(duration.count(), 0);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%lld.%03lld", count / 1000, count % 1000);
  return text.data();
}

}  // namespace s2sconform
