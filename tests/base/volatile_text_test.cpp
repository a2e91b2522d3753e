#include "harness/base/volatile_text.h"

#include <gtest/gtest.h>

#include <string>

namespace s2sconform {
namespace {

TEST(VolatileText, TakesOutWhatChangesFromRunToRun) {
  const struct {
    const char* text;
    const char* kept;
  } cases[] = {
      {"valid from 2026-11-24 01:18 UTC on", "valid from {time} on"},
      {"2026-11-24T01:18:05Z, 2026-11-24T01:18:05.123+01:00", "{time}, {time}"},
      {"Date: Tue, 24 Nov 2026 16:28:51 GMT", "Date: {time}"},
      {"exp 1795539989", "exp {time}"},
      {"id 2f1d7c50-6f0a-4b53-9a52-0d3f6f6d4e11.", "id {guid}."},
      {"0123456789abcdef0123456789ABCDEF", "{guid}"},
      {"x AAMkADY3YTUwZDhmLWZlNGYtNDBiNS1hNjVhLTM1ZGM5OTg4NzAwZgBGAAAAAAD= y", "x {bytes} y"},
      {"after 1503 ms", "after {ms} ms"},
  };
  for (const auto& [text, kept] : cases) EXPECT_EQ(without_volatile(text), kept);
}

// What stands behind a time may be taken out too, which must not bring another time to light.
TEST(VolatileText, TakesATimeWithoutWhatIsNoWholeFractionOrZone) {
  const std::string bytes(40, 'I');
  const struct {
    std::string text;
    const char* kept;
  } cases[] = {
      {"at 2026-11-24T01:18:05. Then", "at {time}. Then"},
      {"2026-11-24T01:18:05.10" + bytes + " x", "{time}.{bytes} x"},
      {"2026-11-24T01:18:05+01:00" + bytes, "{time}+01:{bytes}"},
      {"2026-11-24T01:18:05.10-25:1824", "{time}-25:1824"},
  };
  for (const auto& [text, kept] : cases) {
    EXPECT_EQ(without_volatile(text), kept);
    EXPECT_EQ(without_volatile(kept), kept);
  }
}

TEST(VolatileText, KeepsWhatSaysSomething) {
  for (const char* text :
       {"", "status 200", "443", "a 2048 bit key", "https://mail.litwareinc.com/EWS/Exchange.asmx",
        "Microsoft-IIS/10.0", "00000002-0000-0ff1-ce00", "9999999999", "v15.01.2507.027",
        "/autodiscover/metadata/json/1/and/a/very/long/path/of/short/segments", "15 minutes"}) {
    EXPECT_EQ(without_volatile(text), text);
  }
}

TEST(VolatileText, FindsBytesBehindWordsOfTheSameRow) {
  const std::string bytes = "AAMkADY3YTUwZDhmLWZlNGYtNDBiNS1hNjVhLTM1ZGM5OTg4NzAwZgBGAAAAAAD";
  const std::string words = "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-";
  EXPECT_EQ(without_volatile(words + bytes), "a-b-c-d-e-f-g-h-i-j-{bytes}");
}

// A server may send it, and what takes the square of its size does not end.
TEST(VolatileText, AMillionWordsWithDashesAreReadOnce) {
  std::string text;
  for (int word = 0; word < 1'000'000; ++word) text += "ab-";
  EXPECT_EQ(without_volatile(text), text);
}

}  // namespace
}  // namespace s2sconform
