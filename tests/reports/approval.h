// Approval tests: a whole output against the checked-in file that a person has read and approved.
//
// To approve new outputs, run the tests with S2SCONFORM_APPROVE=1, then read the difference before
// it is committed:
//   S2SCONFORM_APPROVE=1 ctest --test-dir BUILD -R reports_test && git diff tests/reports/approved
#pragma once

#include <string>

namespace s2sconform {

// Fails the running test unless `actual` is, byte for byte, the file `name` of
// tests/reports/approved.
void expect_approved(const std::string& name, const std::string& actual);

}  // namespace s2sconform
