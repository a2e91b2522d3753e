#include "reports/console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "harness/base/utf8.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::string console(const RunResult& run, ConsoleOptions options = {}) {
  std::ostringstream out;
  write_console_summary(run, options, out);
  return out.str();
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

RunResult run_of(const std::vector<Outcome>& outcomes) {
  RunResult run;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    run.verdicts.add(sample_verdict("t", "s", "s.r" + std::to_string(i), outcomes[i]));
  }
  return run;
}

TEST(Console, PlainIsAsciiWithoutEscapeSequences) {
  for (const RunResult& run : {sample_run(), hostile_run(), huge_run()}) {
    const std::string text = console(run);
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char character) {
      return character == '\n' || (character >= 0x20 && character < 0x7F);
    }));
  }
}

TEST(Console, ColouredHasNoEscapeSequencesButItsOwn) {
  std::string text = console(hostile_run(), {.color = true, .width = 80});
  for (const std::string own :
       {"\033[1m", "\033[32m", "\033[1;31m", "\033[1;35m", "\033[33m", "\033[0m"}) {
    for (std::size_t at; (at = text.find(own)) != std::string::npos;) text.erase(at, own.size());
  }
  EXPECT_THAT(text, Not(HasSubstr("\033")));
}

TEST(Console, WrapsAtTheWidth) {
  for (const unsigned width : {0U, 10U, 40U, 80U, 120U}) {
    std::istringstream lines(console(sample_run(), {.color = false, .width = width}));
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("Result: ")) longest = std::max(longest, columns(line));
    }
    if (width == 0) {
      EXPECT_GT(longest, 80U);
    } else {
      EXPECT_LE(longest, std::max(width, 40U)) << "at width " << width;
    }
  }
}

TEST(Console, TheResultIsALineThatNoServerCanWrite) {
  const std::string text = console(hostile_run());
  EXPECT_EQ(count_of(text, "\nResult: "), 1U);
  EXPECT_THAT(text, EndsWith("\nResult: does not conform: 1 requirement failed, 1 waiver is out of "
                             "order, 1 could not be judged, "
                             "1 warning; 1 passed, 1 skipped, 1 waived\n"));
}

TEST(Console, TheResultSaysWhatTheExitStatusSays) {
  EXPECT_THAT(console(run_of({Outcome::pass, Outcome::pass})),
              EndsWith("Result: conforms: 2 passed\n"));
  EXPECT_THAT(console(run_of({Outcome::pass, Outcome::warn})),
              EndsWith("Result: conforms: 1 warning; 1 passed\n"));
  EXPECT_THAT(console(run_of({Outcome::pass, Outcome::error})),
              EndsWith("Result: undecided: 1 could not be judged; 1 passed\n"));
  EXPECT_THAT(console(run_of({Outcome::fail, Outcome::fail, Outcome::skip})),
              EndsWith("Result: does not conform: 2 requirements failed; 0 passed, 1 skipped\n"));
  EXPECT_THAT(console(run_of({Outcome::skip})),
              EndsWith("Result: nothing was judged: 0 passed, 1 skipped\n"));
  EXPECT_THAT(console({}), EndsWith("Result: nothing was judged: 0 passed\n"));
  RunResult interrupted = run_of({Outcome::pass});
  interrupted.interrupted = true;
  EXPECT_THAT(console(interrupted),
              EndsWith("Result: interrupted before the end; so far it conforms: 1 passed\n"));
}

TEST(Console, IdenticalFailuresOfSeveralTargetsAreOneEntry) {
  const std::string text = console(sample_run());
  EXPECT_EQ(count_of(text, "FAIL  "), 1U);
  EXPECT_THAT(text, HasSubstr("FAIL  metadata.issuer-form on mail-a, mail-b\n"));
  EXPECT_EQ(count_of(text, "WARN  "), 2U) << "mail-b has a second finding";
}

TEST(Console, OfManyTargetsOnlyThoseWithTroubleAreListed) {
  RunResult run = large_run(200, 2);
  EXPECT_THAT(console(run), HasSubstr("200 targets without a fail, an error or a warning\n"));
  change(run, 2 * 77, [](Verdict& verdict) {
    verdict.outcome = Outcome::error;
    verdict.reason = "the connection was refused";
  });
  const std::string text = console(run);
  EXPECT_THAT(text, HasSubstr("target-77  Exchange Server 2019  1 pass 1 error\n"));
  EXPECT_THAT(text, HasSubstr("199 more targets without a fail, an error or a warning\n"));
  EXPECT_THAT(text, Not(HasSubstr("target-78")));
  EXPECT_THAT(console(large_run(40, 2)), HasSubstr("target-39"));
}

TEST(Console, SkipsAreSummedByReason) {
  RunResult run = run_of({Outcome::skip, Outcome::skip, Outcome::skip});
  change(run, 1, [](Verdict& verdict) { verdict.reason = "not of this version"; });
  const std::string text = console(run);
  EXPECT_THAT(text, HasSubstr("     2  no identity is trusted by this target\n"));
  EXPECT_THAT(text, HasSubstr("     1  not of this version\n"));
}

TEST(Console, ServerTextIsExcerpted) {
  const std::string text = console(huge_run());
  EXPECT_LT(text.size(), 64U * 1024U);
  EXPECT_THAT(text, HasSubstr("(10485760 bytes)"));
}

}  // namespace
}  // namespace s2sconform
