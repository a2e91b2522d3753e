#include "harness/base/calendar_date.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

TEST(CalendarDate, ReadsDaysOfTheCalendarAndNothingElse) {
  for (const char* day : {"2026-11-24", "2024-02-29", "9999-12-31"}) {
    const auto date = parse_calendar_date(day);
    ASSERT_TRUE(date) << day;
    EXPECT_EQ(calendar_date_text(*date), day);
  }
  for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "26-11-24", "2026/11/24",
                           "2026-11-24 ", "2026-1-024", "+026-11-24", "tomorrow"}) {
    EXPECT_FALSE(parse_calendar_date(text)) << text;
  }
}

}  // namespace
}  // namespace s2sconform
