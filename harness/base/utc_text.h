// Times and durations as the reports write them: UTC and plain seconds, whatever the locale.
#pragma once

#include <chrono>
#include <string>

namespace s2sconform {

// "2026-03-01T04:05:06": UTC without a zone, as JUnit readers want it.
std::string utc_to_seconds(std::chrono::system_clock::time_point time);

// "2026-03-01T04:05:06.789Z"
std::string utc_to_milliseconds(std::chrono::system_clock::time_point time);

// "12.345"; a negative duration is written as zero.
std::string seconds_text(std::chrono::milliseconds duration);

}  // namespace s2sconform
