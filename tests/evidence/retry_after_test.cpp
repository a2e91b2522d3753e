#include "harness/evidence/retry_after.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;

const auto now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;

std::optional<std::chrono::milliseconds> wait(unsigned status, const std::string& value,
                                              Headers more = {}) {
  RecordedResponse response{status, "1.1", std::move(more), ""};
  response.headers.push_back({"retry-after", value});
  return retry_after(response, now);
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(wait(503, "120"), 120s);
  EXPECT_EQ(wait(429, "0"), 0s);
  EXPECT_EQ(wait(503, "Tue, 24 Nov 2026 12:00:07 GMT"), 7s);
  EXPECT_EQ(wait(503, "Tue, 24 Nov 2026 11:00:00 GMT"), 0s) << "a time that has passed";
}

TEST(RetryAfter, ADateIsByTheServersClock) {
  EXPECT_EQ(wait(503, "Tue, 24 Nov 2026 12:10:07 GMT", {{"Date", "Tue, 24 Nov 2026 12:10:00 GMT"}}),
            7s);
}

TEST(RetryAfter, NoTimeIsLongerThanADay) {
  EXPECT_EQ(wait(503, "4294967296"), 24h);
  EXPECT_EQ(wait(503, "99999999999999999999999999"), 24h);
  EXPECT_EQ(wait(503, "Sat, 24 Nov 2096 12:00:00 GMT"), 24h);
}

TEST(RetryAfter, OtherAnswersAndOtherTextsSayNothing) {
  for (const unsigned status : {200u, 301u, 401u, 500u}) EXPECT_FALSE(wait(status, "1"));
  for (const char* text : {"", "-1", "+1", "1.5", "1s", " 1", "soon", "0x10"}) {
    EXPECT_FALSE(wait(503, text)) << text;
  }
  EXPECT_FALSE(retry_after(RecordedResponse{503, "1.1", {}, ""}, now));
}

}  // namespace
}  // namespace s2sconform
