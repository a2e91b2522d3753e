// Numbers of files that this program has written and anybody may have edited.
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

// The time that so many microseconds after 1970 is. Until the year 2255: system_clock counts
// nanoseconds, and there is room for a duration behind it.
template <class Json>
std::chrono::system_clock::time_point time_of_microseconds(const Json& value) {
  return std::chrono::system_clock::time_point(
      std::chrono::microseconds(whole_number(value, 0, 9'000'000'000'000'000)));
}

}  // namespace s2sconform
