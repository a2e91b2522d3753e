#include "harness/judge/judge.h"

#include <gtest/gtest.h>

#include "harness/judge/conforms.h"

namespace s2sconform {
namespace {

constexpr plugin::Version version{
    .id = "1", .display_name = "Test 1", .dialect = {.name = "test"}, .exemptions = {}};

class JudgeTest : public testing::Test {
 protected:
  JudgeTest() {
    target_.name = "target";
    product_.id = "product";
    product_.remedies.publish_metadata = "Run the product's cmdlet.";
    Exchange exchange;
    exchange.label = "x";
    exchange.request = {"GET", "https://a.example/", {}, ""};
    exchange.response = RecordedResponse{200, "1.1", {}, "body"};
    evidence_.exchanges["x"] = exchange;
  }

  Verdict judge_with(Check check, Level level = Level::must) {
    const Requirement requirement{
        "suite.id", level,      Basis::specification,          "It holds.",
        "RFC 1",    "Mend it.", RemedyTopic::publish_metadata, {},
        check};
    const Suite suite{"suite", "Suite", {}, {}, {}};
    Subject subject(target_, {&product_, &version}, evidence_, certificates_,
                    std::chrono::sys_seconds{});
    return judge(suite, requirement, subject);
  }

  Target target_;
  plugin::Product product_;
  Evidence evidence_;
  CertificateCache certificates_;
};

TEST_F(JudgeTest, NoAssertionThatFailsIsAPass) {
  const Verdict verdict = judge_with([](Subject& subject) {
    EXPECT_CONFORMS(at(subject.exchange("x").response->status, "status"), testing::Eq(200u));
    subject.note("seen");
  });
  EXPECT_EQ(verdict.outcome, Outcome::pass);
  EXPECT_EQ(verdict.target, "target");
  EXPECT_EQ(verdict.requirement, "suite.id");
  EXPECT_EQ(verdict.notes, std::vector<std::string>{"seen"});
  EXPECT_EQ(verdict.exchanges, std::vector<std::string>{"x"});
  EXPECT_TRUE(verdict.remedy.empty());
}

TEST_F(JudgeTest, AVerdictSaysThatTheServerWasBusyFirst) {
  evidence_.exchanges["x"].busy.assign(2, RecordedResponse{503, "1.1", {}, ""});
  const Verdict verdict = judge_with([](Subject& subject) {
    subject.exchange("x");
    subject.exchange("x");
  });
  EXPECT_EQ(verdict.notes,
            std::vector<std::string>{"the server was busy (status 503) and was asked "
                                     "again after the time that it named, 2 times"});
}

TEST_F(JudgeTest, ABrokenMustFailsWithEveryFinding) {
  const Verdict verdict = judge_with([](Subject&) {
    EXPECT_CONFORMS(at(1, "first"), testing::Eq(2));
    REPORT_BROKEN({"a", "b", "second"});
  });
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  ASSERT_EQ(verdict.findings.size(), 2u);
  EXPECT_EQ(verdict.findings[0].expected, "is equal to 2");
  EXPECT_EQ(verdict.findings[0].actual, "1");
  EXPECT_EQ(verdict.findings[0].where, "first");
  EXPECT_EQ(verdict.findings[1].where, "second");
  EXPECT_EQ(verdict.remedy, "Mend it. Run the product's cmdlet.");
}

TEST_F(JudgeTest, ABrokenShouldWarns) {
  const Check broken = [](Subject&) { ADD_FAILURE() << "broken"; };
  EXPECT_EQ(judge_with(broken, Level::should).outcome, Outcome::warn);
  EXPECT_EQ(judge_with(broken, Level::may).outcome, Outcome::warn);
}

TEST_F(JudgeTest, NothingToJudgeIsASkipWithItsReason) {
  const Verdict thrown = judge_with([](Subject&) { throw NothingToJudge("no such member"); });
  EXPECT_EQ(thrown.outcome, Outcome::skip);
  EXPECT_EQ(thrown.reason, "no such member");
  const Verdict macro = judge_with([](Subject&) { GTEST_SKIP() << "by macro"; });
  EXPECT_EQ(macro.outcome, Outcome::skip);
  EXPECT_EQ(macro.reason, "by macro");
}

TEST_F(JudgeTest, WhatCannotBeJudgedIsAnError) {
  EXPECT_EQ(judge_with([](Subject& subject) { subject.exchange("none"); }).outcome, Outcome::error);
  const Verdict thrown = judge_with([](Subject&) { throw std::logic_error("ours"); });
  EXPECT_EQ(thrown.outcome, Outcome::error);
  EXPECT_EQ(thrown.reason, "the check itself failed: ours");
  evidence_.exchanges["x"].failure = Failure{FailureKind::connect, "refused"};
  EXPECT_EQ(judge_with([](Subject& subject) { subject.exchange("x"); }).outcome, Outcome::error);
}

TEST_F(JudgeTest, AFindingOutweighsWhatIsThrownLater) {
  const Verdict verdict = judge_with([](Subject&) {
    REPORT_BROKEN({"a", "b", "c"});
    throw NothingToJudge("too late");
  });
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_TRUE(verdict.reason.empty());
}

TEST_F(JudgeTest, DerivedValuesAreComputedOnceAndCountAsUsed) {
  static int made = 0;
  struct Length {
    explicit Length(Subject& subject) : bytes(subject.exchange("x").response->body.size()) {
      ++made;
    }
    std::size_t bytes;
  };
  Subject subject(target_, {&product_, &version}, evidence_, certificates_,
                  std::chrono::sys_seconds{});
  made = 0;
  for (int time = 0; time < 2; ++time) {
    subject.begin_check();
    EXPECT_EQ(subject.derived<Length>().bytes, 4u);
    EXPECT_EQ(subject.used_exchanges(), std::vector<std::string>{"x"});
  }
  EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace s2sconform
