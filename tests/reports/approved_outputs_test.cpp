// The whole output of each reporter, as approved by a person.
#include <gtest/gtest.h>

#include <sstream>

#include "reports/console.h"
#include "reports/junit.h"
#include "reports/results_json.h"
#include "tests/reports/approval.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

std::string console(const RunResult& run, ConsoleOptions options) {
  std::ostringstream out;
  write_console_summary(run, options, out);
  return out.str();
}

std::string junit(const RunResult& run) {
  std::ostringstream out;
  write_junit(run, out);
  return out.str();
}

std::string results_json(const RunResult& run) {
  std::ostringstream out;
  write_results_json(run, out);
  return out.str();
}

TEST(ApprovedOutputs, ConsolePlain) {
  expect_approved("console_plain.txt", console(sample_run(), {.color = false, .width = 80}));
}

TEST(ApprovedOutputs, ConsoleColoured) {
  expect_approved("console_coloured.txt", console(sample_run(), {.color = true, .width = 120}));
}

TEST(ApprovedOutputs, ConsoleHostilePlain) {
  expect_approved("console_hostile_plain.txt",
                  console(hostile_run(), {.color = false, .width = 80}));
}

TEST(ApprovedOutputs, ConsoleHostileColoured) {
  expect_approved("console_hostile_coloured.txt",
                  console(hostile_run(), {.color = true, .width = 120}));
}

TEST(ApprovedOutputs, Junit) { expect_approved("junit.xml", junit(sample_run())); }
TEST(ApprovedOutputs, JunitHostile) { expect_approved("junit_hostile.xml", junit(hostile_run())); }
TEST(ApprovedOutputs, ResultsJson) { expect_approved("results.json", results_json(sample_run())); }
TEST(ApprovedOutputs, ResultsJsonHostile) {
  expect_approved("results_hostile.json", results_json(hostile_run()));
}

}  // namespace
}  // namespace s2sconform
