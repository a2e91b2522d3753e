// Days, as files that people write name them: "2027-01-31".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace s2sconform {

// nullopt when it is no day of the calendar in this form.
std::optional<std::chrono::year_month_day> parse_calendar_date(std::string_view text);
std::string calendar_date_text(std::chrono::year_month_day date);

}  // namespace s2sconform
