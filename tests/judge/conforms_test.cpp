#include "harness/judge/conforms.h"

#include <gtest/gtest-spi.h>

namespace s2sconform {
namespace {

using testing::Eq;

TEST(ExpectConforms, SaysNothingWhenTheValueConforms) {
  EXPECT_CONFORMS(at(200u, "status"), Eq(200u));
}

TEST(ExpectConforms, SaysExpectedActualAndWhere) {
  EXPECT_NONFATAL_FAILURE(EXPECT_CONFORMS(at(404u, "status of GET /x"), Eq(200u)),
                          "expected: is equal to 200\n  actual: 404\n   where: status of GET /x");
}

TEST(ExpectConforms, AddsWhatTheMatcherExplains) {
  EXPECT_NONFATAL_FAILURE(
      EXPECT_CONFORMS(at(std::vector<int>{1, 5}, "list"), testing::Each(testing::Lt(3))),
      "whose element #1 doesn't match");
}

TEST(ReportBroken, IsANonfatalFailure) {
  EXPECT_NONFATAL_FAILURE(REPORT_BROKEN({"a key", "none", "/keys"}),
                          "expected: a key\n  actual: none\n   where: /keys");
}

}  // namespace
}  // namespace s2sconform
