// junit.xml: the verdicts for CI servers, in the profile that all of their readers accept.
//
// The file is flat and validates against the rules of Jenkins' xunit plugin (junit-10), the
// strictest reader; tests/reports/junit_10.xsd states them. A suite of a target is a <testsuite>, a
// requirement a <testcase>:
//
//   pass          an empty case, or notes in system-out
//   warn          a passing case with the warning in system-out: a broken SHOULD fails no build
//   fail          <failure type="MUST">, whose text repeats the message for readers that ignore it
//   error         <error type="error">
//   skip, waived  <skipped type="skip" or "waived">, with the reason as message and as text
//
// What a server sent is excerpted and made one line, and system-out is written for passing cases
// only, so no server can make GitLab take a file as an attachment.
#pragma once

#include <iosfwd>

#include "harness/verdict/verdict.h"

namespace s2sconform {

// write_junit writes `run` case by case. Verdicts of one target and suite must stand together, as
// RunResult promises. A case is known by classname `s2sconform.<target>.<suite>` and the
// requirement's id as its name, together at most 512 characters; a longer one is cut and ended with
// a hash of the whole, so it is unique and the same in every run. Times of suites are sums of their
// cases' times, which is more than the time that passed: targets are probed at once.
void write_junit(const RunResult& run, std::ostream& out);

}  // namespace s2sconform
