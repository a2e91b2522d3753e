// A finding as the text of a GoogleTest failure, and back. GoogleTest carries text only.
#pragma once

#include <string>
#include <string_view>

#include "harness/verdict/verdict.h"

namespace s2sconform {

// "expected: …\n  actual: …\n   where: …". Line feeds and backslashes in the parts are escaped, so
// that parse_finding gives the parts back exactly.
std::string format_finding(const Finding& finding);

// Reads a failure message that holds format_finding's text, whatever GoogleTest wrote before it.
// Any other message (an assertion that was written without EXPECT_CONFORMS) is the finding's
// `actual`.
Finding parse_finding(std::string_view message);

}  // namespace s2sconform
