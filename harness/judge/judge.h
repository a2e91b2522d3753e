// From evidence to verdicts, with GoogleTest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/suite/suite.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

// Runs the requirement's check on the subject and says what came of it: pass, fail, warn, skip or
// error, never anything else and never an exception. Works in any thread, inside a test or not: the
// check's GoogleTest assertions are caught and do not fail a test that calls this.
// `left_out`: the reason why the check does not run and the requirement is skipped; empty: it runs.
Verdict judge(const Suite& suite, const Requirement& requirement, Subject& subject,
              const std::string& left_out = "");

// One planned requirement of one target.
struct PlannedTest {
  const Suite* suite = nullptr;
  const Requirement* requirement = nullptr;
  Subject* subject = nullptr;
  std::string left_out;  // the reason why it is skipped unseen; empty: it is judged
};

// Registers one GoogleTest test for each plan, named "<target>.<suite>" and the requirement, runs
// them all in this process and hands each verdict to `on_verdict` as it comes, in the order of
// `tests`. Every plan gives exactly one verdict. Can be called once in a process, since GoogleTest
// keeps what was registered.
void judge_all(const std::vector<PlannedTest>& tests,
               const std::function<void(Verdict)>& on_verdict);

}  // namespace s2sconform
