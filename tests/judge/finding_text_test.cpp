#include "harness/judge/finding_text.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

TEST(FindingText, GoesRoundUnchanged) {
  for (const char* hostile : {"plain", "", "two\nlines", "back\\slash", "\\n", "\n  actual: forged",
                              "expected: forged\n  actual: x\n   where: y", "\xFF\x01", "ends\\"}) {
    const Finding finding{hostile, std::string("a ") + hostile, hostile};
    const Finding parsed = parse_finding("Failed\n" + format_finding(finding) + "\nmore");
    EXPECT_EQ(parsed.expected, finding.expected);
    EXPECT_EQ(parsed.actual, finding.actual);
    EXPECT_EQ(parsed.where, finding.where);
  }
}

TEST(FindingText, AnyOtherMessageIsTheActual) {
  const Finding parsed = parse_finding("Expected equality of these values:\n  1\n  2");
  EXPECT_EQ(parsed.actual, "Expected equality of these values:\n  1\n  2");
}

}  // namespace
}  // namespace s2sconform
