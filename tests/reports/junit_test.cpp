// What the approved outputs and the schema do not show.
#include "reports/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/reports/bounded_memory.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string junit(const RunResult& run, JunitProfile profile = JunitProfile::strict) {
  std::ostringstream out;
  write_junit(run, profile, out);
  return out.str();
}

TEST(Junit, AWarningIsAPassingCaseWithTheWarningInSystemOut) {
  RunResult run;
  run.verdicts = store_of({sample_verdict("a", "s", "s.r", Outcome::warn)});
  const std::string xml = junit(run);
  EXPECT_THAT(xml, HasSubstr("failures=\"0\" errors=\"0\""));
  EXPECT_THAT(xml, HasSubstr("<system-out>warning: "));
  EXPECT_THAT(xml, HasSubstr("expected: a realm"));
  EXPECT_THAT(xml, Not(HasSubstr("<failure")));
}

TEST(Junit, TimesAreRoundedBeforeTheyAreSummed) {
  RunResult run;
  Verdict verdict = sample_verdict("a", "s", "s.r", Outcome::pass);
  verdict.duration = std::chrono::microseconds(1400);
  run.verdicts = store_of({verdict, verdict, verdict});
  EXPECT_THAT(junit(run), HasSubstr("tests=\"3\" failures=\"0\" errors=\"0\" time=\"0.003\""));
}

TEST(Junit, NoServerTextStandsInTheSystemOutOfAFailure) {
  const std::string xml = junit(hostile_run());
  const std::size_t failure = xml.find("<failure");
  const std::string to_its_end = xml.substr(failure, xml.find("</testcase>", failure) - failure);
  EXPECT_THAT(to_its_end, Not(HasSubstr("<system-out>")));
}

TEST(Junit, LongNamesStayDifferentAndStable) {
  RunResult run;
  run.verdicts = store_of({sample_verdict("a", "s", std::string(600, 'r') + "1", Outcome::pass),
                           sample_verdict("a", "s", std::string(600, 'r') + "2", Outcome::pass)});
  const std::string xml = junit(run);
  EXPECT_EQ(xml, junit(run));
  const auto name_after = [&xml](std::size_t from) {
    const std::size_t begin = xml.find("<testcase name=\"", from) + 16;
    return xml.substr(begin, xml.find('"', begin) - begin);
  };
  const std::string first = name_after(0);
  const std::string second = name_after(xml.find("/>", xml.find("<testcase")));
  EXPECT_NE(first, second);
  EXPECT_EQ(first.size(), 256U);
  EXPECT_EQ(second.size(), 256U);
}

// A suite of a hundred verdicts, written ten thousand times: what the writer held back would show.
TEST(Junit, AMillionCasesAreStreamedInBoundedMemory) {
  constexpr std::size_t suites = 10'000;
  const RunResult run = large_run(1, 100);
  JunitTotals totals;
  for (std::size_t round = 0; round < suites; ++round) {
    for (const VerdictView verdict : run.verdicts) totals.add(verdict);
  }
  CountingBuffer buffer;
  std::ostream out(&buffer);
  JunitWriter writer(run, JunitProfile::rich, totals, out);
  writer.suite(run.verdicts);
  const std::size_t before = resident_bytes();
  for (std::size_t round = 1; round < suites; ++round) writer.suite(run.verdicts);
  writer.finish();
  EXPECT_TRUE(out);
  EXPECT_GT(buffer.bytes, 1'000'000U * 400U);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static_cast<void>(before);  // a sanitizer keeps what was freed, to see who touches it
#else
  EXPECT_LT(resident_bytes(), before + 64 * 1024 * 1024);
#endif
}

TEST(Junit, TheRichProfileNamesRequirementLevelSourceAndWaiver) {
  const std::string xml = junit(waived_run(), JunitProfile::rich);
  EXPECT_THAT(xml, HasSubstr("<property name=\"requirement\" value=\"metadata.issuer-form\"/>"));
  EXPECT_THAT(xml, HasSubstr("<property name=\"level\" value=\"MUST\"/>"));
  EXPECT_THAT(xml, HasSubstr("<property name=\"source\" value=\"MS-XOAUTH 2.2\"/>"));
  EXPECT_THAT(xml,
              HasSubstr("<property name=\"waiver_url\" value=\"https://tracker.example/1\"/>"));
  EXPECT_THAT(junit(waived_run()), Not(HasSubstr("waiver_url")));
}

TEST(Junit, AWaiverThatIsOutOfOrderIsAFailedCaseOfItsOwn) {
  const std::string xml = junit(waived_run());
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"s2sconform.waivers\" tests=\"3\" failures=\"1\""));
  EXPECT_THAT(xml, HasSubstr("<failure type=\"waiver\" message=\"waivers.json:9:5: expired\""));
}

TEST(Junit, TenMegabytesBecomeAnExcerpt) {
  const std::string xml = junit(huge_run());
  EXPECT_LT(xml.size(), 64U * 1024U);
  EXPECT_THAT(xml, HasSubstr("\u2026 (10485760 bytes)"));
}

}  // namespace
}  // namespace s2sconform
