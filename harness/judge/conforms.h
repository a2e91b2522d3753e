// The assertions that checks are written with. They are GoogleTest assertions whose failure says
// what was expected, what was there and where in the answer.
//
//     EXPECT_CONFORMS(at(issuer.text, issuer.where), MatchesRegex("…"));
//     EXPECT_CONFORMS(at(status, "status of " + url), HasStatus(200));
//     REPORT_BROKEN({"a JSON object", "an array", "/"});
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

#include "harness/judge/finding_text.h"

namespace s2sconform {

// A value together with the place that it was read from.
template <class Value>
struct Located {
  Value value;
  std::string where;
};

template <class Value>
Located<std::decay_t<Value>> at(Value&& value, std::string where) {
  return {std::forward<Value>(value), std::move(where)};
}

// A predicate-formatter for GoogleTest made of a matcher: it fails with format_finding's text.
template <class Matcher>
class Conforms {
 public:
  explicit Conforms(Matcher matcher) : matcher_(std::move(matcher)) {}

  template <class Value>
  testing::AssertionResult operator()(const char*, const Located<Value>& located) const {
    const testing::Matcher<const Value&> matcher = testing::SafeMatcherCast<const Value&>(matcher_);
    testing::StringMatchResultListener explanation;
    if (matcher.MatchAndExplain(located.value, &explanation)) return testing::AssertionSuccess();
    std::ostringstream expected;
    matcher.DescribeTo(&expected);
    std::string actual = testing::PrintToString(located.value);
    if (!explanation.str().empty()) actual += ", " + explanation.str();
    return testing::AssertionFailure()
           << format_finding({expected.str(), std::move(actual), located.where});
  }

 private:
  Matcher matcher_;
};

template <class Matcher>
Conforms<Matcher> conforms(Matcher matcher) {
  return Conforms<Matcher>(std::move(matcher));
}

}  // namespace s2sconform

#define EXPECT_CONFORMS(located, matcher) \
  EXPECT_PRED_FORMAT1(::s2sconform::conforms(matcher), located)

// For a finding that no matcher describes well.
#define REPORT_BROKEN(...) \
  GTEST_NONFATAL_FAILURE_(::s2sconform::format_finding(::s2sconform::Finding __VA_ARGS__).c_str())
