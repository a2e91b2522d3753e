// The whole output of each reporter, as approved by a person.
#include <gtest/gtest.h>

#include <sstream>

#include "harness/comparison/comparison.h"
#include "reports/comparison_reports.h"
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

std::string junit(const RunResult& run, JunitProfile profile = JunitProfile::strict) {
  std::ostringstream out;
  write_junit(run, profile, out);
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
TEST(ApprovedOutputs, JunitRich) {
  expect_approved("junit_rich.xml", junit(waived_run(), JunitProfile::rich));
}
TEST(ApprovedOutputs, ConsoleWaivers) {
  expect_approved("console_waivers.txt", console(waived_run(), {.color = false, .width = 80}));
}

// The run after an upgrade: the second failure is mended, another one is there, one says something
// else, and a target is gone.
Comparison sample_comparison(const RunResult& before, RunResult& after) {
  after = before;
  after.verdicts.replace(0, sample_verdict("mail-a", "metadata", "metadata.served", Outcome::fail));
  change(after, 1, [](Verdict& verdict) { verdict.findings[0].actual = "two realms"; });
  after.verdicts.replace(
      5, sample_verdict("mail-b", "metadata", "metadata.issuer-form", Outcome::pass));
  after.verdicts.arrange({0, 1, 2, 3, 4, 5, 6, 7});
  after.targets.resize(2);
  after.readiness[0].state = Readiness::ready;
  Comparison comparison = compare_runs(before, after, {});
  comparison.behaviour = {{"mail-a",
                           "header server",
                           "Microsoft-IIS/8.5",
                           "Microsoft-IIS/10.0",
                           {"metadata.get", "metadata.head"}}};
  return comparison;
}

TEST(ApprovedOutputs, Comparison) {
  const RunResult before = sample_run();
  RunResult after;
  const Comparison comparison = sample_comparison(before, after);
  std::ostringstream console_text, json, xml, html;
  write_comparison_summary(comparison, {.color = false, .width = 80}, console_text);
  write_comparison_json(comparison, json);
  write_comparison_junit(comparison, xml);
  write_comparison_html(comparison, html);
  expect_approved("comparison.txt", console_text.str());
  expect_approved("comparison.json", json.str());
  expect_approved("comparison.xml", xml.str());
  EXPECT_NE(html.str().find("Microsoft-IIS/10.0"), std::string::npos);
}

TEST(ApprovedOutputs, ResultsJson) { expect_approved("results.json", results_json(sample_run())); }
TEST(ApprovedOutputs, ResultsJsonHostile) {
  expect_approved("results_hostile.json", results_json(hostile_run()));
}

}  // namespace
}  // namespace s2sconform
