// The verdicts as JUnit, for CI servers, in two profiles.
//
// strict, junit.xml: validates against the rules of Jenkins' xunit plugin (junit-10), the strictest
// reader, and is read by all others; tests/reports/junit_10.xsd states the rules.
// rich, junit-rich.xml: the same with properties in each case (requirement, level, basis, source,
// outcome, waiver), for readers that take them.
//
// Both are flat. A suite of a target is a <testsuite>, a requirement a <testcase>:
//
//   pass          an empty case, or notes in system-out
//   warn          a passing case with the warning in system-out: a broken SHOULD fails no build
//   fail          <failure type="MUST">, whose text repeats the message for readers that ignore it
//   error         <error type="error">
//   skip, waived  <skipped type="skip" or "waived">, with the reason as message and as text
//
// The entries of a waivers file are the cases of a suite "s2sconform.waivers": one that is out of
// order fails.
//
// What a server sent is excerpted and made one line, and system-out is written for passing cases
// only, so no server can make GitLab take a file as an attachment.
#pragma once

#include <chrono>
#include <iosfwd>
#include <span>

#include "harness/verdict/run_result.h"

namespace s2sconform {

enum class JunitProfile { strict, rich };

// write_junit writes `run` case by case. Verdicts of one target and suite must stand together, as
// RunResult promises. A case is known by classname `s2sconform.<target>.<suite>` and the
// requirement's id as its name, together at most 512 characters; a longer one is cut and ended with
// a hash of the whole, so it is unique and the same in every run. Times of suites are sums of their
// cases' times, which is more than the time that passed: targets are probed at once.
void write_junit(const RunResult& run, JunitProfile profile, std::ostream& out);

struct JunitTotals {
  Tally tally;
  std::chrono::milliseconds time{0};

  void add(const VerdictView& verdict) { add(verdict.outcome, verdict.duration); }
  void add(Outcome outcome, std::chrono::microseconds duration);
};

// The same for verdicts that are never all there at once: what is known of the run first, then one
// suite of a target after the other. Holds nothing back.
class JunitWriter {
 public:
  // Borrows `out`, and `run` for its id, version, times, readiness and waivers; its verdicts are
  // not looked at. `totals` are of all suites to come.
  JunitWriter(const RunResult& run, JunitProfile profile, JunitTotals totals, std::ostream& out);

  // Writes the verdicts of one target and suite; at least one.
  void suite(std::span<const StoredVerdict> verdicts);

  // Writes the waivers and the end.
  void finish();

 private:
  const RunResult& run_;
  JunitProfile profile_;
  std::ostream& out_;
};

}  // namespace s2sconform
