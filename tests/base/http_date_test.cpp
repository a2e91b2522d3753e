#include "harness/base/http_date.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;

// RFC 9110 section 5.6.7 writes one moment in the three forms.
TEST(HttpDate, ReadsItsThreeForms) {
  const auto moment = std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} + 8h + 49min + 37s;
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"}) {
    EXPECT_EQ(parse_http_date(text), moment) << text;
  }
}

TEST(HttpDate, RefusesEverythingElse) {
  for (const std::string text :
       {"", "yesterday", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT and more",
        "Sun, 06 Nov 1994 08:49:37 +0000", "Fri, 32 Dec 9999 23:59:59 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
  EXPECT_FALSE(parse_http_date(std::string("Sun, 06 Nov 1994 08:49:37 GMT\0x", 31)));
}

}  // namespace
}  // namespace s2sconform
