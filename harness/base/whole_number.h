// Numbers and times of files that this program has written and anybody may have edited.
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>

namespace s2sconform {

// The whole number that `value`, of nlohmann's JSON, is. Throws std::invalid_argument when it is
// none or not from `least` to `most`: nlohmann's own get() makes some number of a fraction, a truth
// value and what is too large.
template <class Json>
std::int64_t whole_number(const Json& value, std::int64_t least, std::int64_t most) {
  const bool in_range = value.is_number_integer() &&
                        !(value.is_number_unsigned() && value.template get<std::uint64_t>() >
                                                            static_cast<std::uint64_t>(INT64_MAX));
  const std::int64_t number = in_range ? value.template get<std::int64_t>() : 0;
  if (!in_range || number < least || number > most) {
    throw std::invalid_argument("a number that is out of range or no whole one");
  }
  return number;
}

// What a server's clock can be away from ours: beyond all years of four digits.
inline constexpr std::chrono::milliseconds farthest_clock = std::chrono::days(366 * 10000);

// What can have taken time in a run, so that durations can be added up: a year.
inline constexpr std::chrono::microseconds longest_duration = std::chrono::days(366);

template <class Json>
std::chrono::milliseconds clock_offset_of(const Json& milliseconds) {
  return std::chrono::milliseconds(
      whole_number(milliseconds, -farthest_clock.count(), farthest_clock.count()));
}

template <class Json>
std::chrono::microseconds duration_of_microseconds(const Json& value) {
  return std::chrono::microseconds(whole_number(value, 0, longest_duration.count()));
}

// The same of a number that may be a fraction. Throws likewise.
inline std::chrono::microseconds duration_of_seconds(double seconds) {
  const std::chrono::duration<double> duration(seconds);
  if (!(seconds >= 0 && duration <= longest_duration)) {
    throw std::invalid_argument("a duration is none, or longer than a year");
  }
  return std::chrono::round<std::chrono::microseconds>(duration);
}

// Since 1970, until the year 2255: system_clock counts nanoseconds, and there is room for a
// duration behind it.
inline constexpr std::chrono::microseconds latest_time{9'000'000'000'000'000};

// The time that so many microseconds after 1970 is.
template <class Json>
std::chrono::system_clock::time_point time_of_microseconds(const Json& value) {
  return std::chrono::system_clock::time_point(
      std::chrono::microseconds(whole_number(value, 0, latest_time.count())));
}

}  // namespace s2sconform
