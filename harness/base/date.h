// Dates as people read them in reports.
#pragma once

#include <chrono>
#include <string>

namespace s2sconform {

// "2026-11-23 22:15 UTC". The year 9999 is in range.
std::string date_text(std::chrono::sys_seconds time);

}  // namespace s2sconform
