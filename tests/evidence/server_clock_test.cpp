#include "harness/evidence/server_clock.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;

void add(Evidence& evidence, const std::string& label, const std::string& date) {
  Exchange exchange;
  exchange.timing.started = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;
  exchange.response = RecordedResponse{200, "1.1", {{"Date", date}}, ""};
  evidence.exchanges.emplace(label, exchange);
}

TEST(ServerClock, IsTheMedianOfItsAnswers) {
  Evidence evidence;
  EXPECT_FALSE(server_clock_offset(evidence));
  add(evidence, "a", "yesterday");
  EXPECT_FALSE(server_clock_offset(evidence));
  add(evidence, "b", "Tue, 24 Nov 2026 12:05:00 GMT");
  EXPECT_EQ(server_clock_offset(evidence), 5min + 500ms);
  add(evidence, "c", "Tue, 24 Nov 2026 12:05:01 GMT");
  add(evidence, "d", "Tue, 24 Nov 2020 12:05:01 GMT");
  EXPECT_EQ(server_clock_offset(evidence), 5min + 500ms) << "one odd answer changes nothing";
}

TEST(ServerClock, MayBeFarFromOurs) {
  for (const auto& [date, years] : {std::pair("Fri, 31 Dec 9999 23:59:59 GMT", 7973),
                                    {"Sat, 01 Jan 1000 00:00:00 GMT", -1027}}) {
    Evidence evidence;
    add(evidence, "a", date);
    const auto offset = server_clock_offset(evidence);
    ASSERT_TRUE(offset) << date;
    EXPECT_EQ(std::chrono::floor<std::chrono::years>(*offset).count(), years);
  }
}

}  // namespace
}  // namespace s2sconform
