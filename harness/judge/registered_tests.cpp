#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "harness/judge/finding_text.h"
#include "harness/judge/judge.h"

namespace s2sconform {
namespace {

// The body of every registered test: judges, hands the verdict on, and tells GoogleTest, so that
// its filters, its own reports and its exit status agree with ours.
class RequirementTest : public testing::Test {
 public:
  RequirementTest(const PlannedTest& plan, const std::function<void(Verdict)>& on_verdict)
      : plan_(plan), on_verdict_(on_verdict) {}

  void TestBody() override {
    Verdict verdict = judge(*plan_.suite, *plan_.requirement, *plan_.subject, plan_.left_out);
    switch (verdict.outcome) {
      case Outcome::fail:
        for (const Finding& finding : verdict.findings) ADD_FAILURE() << format_finding(finding);
        break;
      case Outcome::error:
        ADD_FAILURE() << verdict.reason;
        break;
      default:
        break;
    }
    on_verdict_(std::move(verdict));
  }

 private:
  const PlannedTest& plan_;
  const std::function<void(Verdict)>& on_verdict_;
};

// GoogleTest is only a means here: it gets an empty command line, nothing from the environment, and
// prints nothing. A run must not lose a requirement to a variable that was set for somebody's unit
// tests, or to a target whose name begins with DISABLED_.
void initialise_googletest() {
  int count = 1;
  char name[] = "s2sconform";
  char* arguments[] = {name, nullptr};
  testing::InitGoogleTest(&count, arguments);
  // GoogleTest read these from the environment before main began.
  GTEST_FLAG_SET(filter, "*");
  GTEST_FLAG_SET(also_run_disabled_tests, true);
  GTEST_FLAG_SET(repeat, 1);
  GTEST_FLAG_SET(shuffle, false);
  GTEST_FLAG_SET(output, "");
  GTEST_FLAG_SET(fail_fast, false);
  GTEST_FLAG_SET(break_on_failure, false);
  GTEST_FLAG_SET(throw_on_failure, false);
  GTEST_FLAG_SET(catch_exceptions, true);
  for (const char* variable :
       {"GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX", "GTEST_SHARD_STATUS_FILE"}) {
    unsetenv(variable);
  }
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
}

}  // namespace

void judge_all(const std::vector<PlannedTest>& tests,
               const std::function<void(Verdict)>& on_verdict) {
  initialise_googletest();
  std::size_t judged = 0;
  const std::function<void(Verdict)> count_verdict = [&](Verdict verdict) {
    ++judged;
    on_verdict(std::move(verdict));
  };
  for (const PlannedTest& plan : tests) {
    const std::string suite = plan.subject->target().name + "." + std::string(plan.suite->id);
    testing::RegisterTest(suite.c_str(), std::string(plan.requirement->id).c_str(), nullptr,
                          nullptr, __FILE__, __LINE__,
                          [&plan, &count_verdict]() -> RequirementTest* {
                            return new RequirementTest(plan, count_verdict);
                          });
  }
  const int status = RUN_ALL_TESTS();
  static_cast<void>(status);  // the verdicts say more than GoogleTest's one bit
  if (judged != tests.size()) throw std::logic_error("GoogleTest left out a registered test");
}

}  // namespace s2sconform
