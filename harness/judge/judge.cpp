#include "harness/judge/judge.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <chrono>
#include <exception>
#include <utility>

#include "harness/judge/finding_text.h"

namespace s2sconform {
namespace {

// GoogleTest's message of a GTEST_SKIP() << reason: "Skipped\n<reason>" in some versions.
std::string skip_reason(std::string_view message) {
  constexpr std::string_view prefix = "Skipped\n";
  if (message.starts_with(prefix)) message.remove_prefix(prefix.size());
  return message.empty() ? "the check gives no reason" : std::string(message);
}

// A server can make any text as long as its answer; a report needs the beginning.
Finding bounded(Finding finding) {
  constexpr std::size_t longest = 16 * 1024;
  for (std::string* text : {&finding.expected, &finding.actual, &finding.where}) {
    if (text->size() <= longest) continue;
    const std::string size = std::to_string(text->size());
    text->resize(longest);
    *text += "… (" + size + " bytes)";
  }
  return finding;
}

void read_results(const testing::TestPartResultArray& results, Verdict& verdict) {
  for (int index = 0; index < results.size(); ++index) {
    const testing::TestPartResult& part = results.GetTestPartResult(index);
    if (part.failed()) {
      verdict.outcome = verdict.level == Level::must ? Outcome::fail : Outcome::warn;
      verdict.findings.push_back(bounded(parse_finding(part.message())));
    } else if (part.skipped() && verdict.findings.empty()) {
      verdict.outcome = Outcome::skip;
      verdict.reason = skip_reason(part.message());
    }
  }
}

void run_check(const Requirement& requirement, Subject& subject, Verdict& verdict) {
  testing::TestPartResultArray results;
  try {
    const testing::ScopedFakeTestPartResultReporter reporter(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    requirement.check(subject);
    verdict.outcome = Outcome::pass;
  } catch (const MissingPrerequisite& missing) {
    verdict.outcome = Outcome::skip;
    verdict.reason = missing.what();
    verdict.missing_prerequisite = true;
  } catch (const NothingToJudge& nothing) {
    verdict.outcome = Outcome::skip;
    verdict.reason = nothing.what();
  } catch (const CouldNotJudge& reason) {
    verdict.outcome = Outcome::error;
    verdict.reason = reason.what();
  } catch (const std::exception& exception) {
    verdict.outcome = Outcome::error;
    verdict.reason = std::string("the check itself failed: ") + exception.what();
  } catch (...) {
    verdict.outcome = Outcome::error;
    verdict.reason = "the check itself failed with an exception that says nothing";
  }
  read_results(results, verdict);
}

}  // namespace

Verdict judge(const Suite& suite, const Requirement& requirement, Subject& subject,
              const std::string& left_out) {
  const auto begin = std::chrono::steady_clock::now();
  Verdict verdict;
  verdict.target = subject.target().name;
  verdict.product = subject.product().id;
  verdict.product_version = subject.version().id;
  verdict.suite = suite.id;
  verdict.requirement = requirement.id;
  verdict.sentence = requirement.sentence;
  verdict.source = requirement.source;
  verdict.level = requirement.level_for(subject.product_version());
  verdict.basis = requirement.basis;
  subject.begin_check();
  if (left_out.empty()) {
    run_check(requirement, subject, verdict);
  } else {
    verdict.outcome = Outcome::skip;
    verdict.reason = left_out;
  }
  if (!verdict.findings.empty()) {
    const std::optional<Remedy>& advice = subject.advice();
    verdict.remedy =
        remedy_text(advice ? *advice : Remedy{std::string(requirement.remedy), requirement.topic},
                    subject.product_version());
    verdict.reason.clear();
  }
  verdict.notes = subject.notes();
  verdict.exchanges = subject.used_exchanges();
  for (const std::string& label : verdict.exchanges) {
    verdict.duration += subject.evidence().find(label)->timing.total;
  }
  verdict.duration += std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  return verdict;
}

}  // namespace s2sconform
