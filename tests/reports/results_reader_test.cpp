#include "reports/results_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/results_json.h"
#include "tests/reports/sample_runs.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;

std::string text_of(const RunResult& run) {
  std::ostringstream out;
  write_results_json(run, out);
  return out.str();
}

TEST(ResultsReader, ReadsBackWhatWasWritten) {
  const test::TemporaryFolder folder;
  for (const RunResult& run : {sample_run(), waived_run()}) {
    const std::string written = text_of(run);
    folder.write("results.json", written);
    for (const auto& path : {folder.path(), folder.path() / "results.json"}) {
      const Expected<RunResult> read = read_results(path);
      ASSERT_TRUE(read) << read.error().line();
      EXPECT_EQ(text_of(*read), written);
    }
  }
}

TEST(ResultsReader, BytesThatAreNotUtf8ComeBackAsTheyAreShown) {
  const test::TemporaryFolder folder;
  folder.write("results.json", text_of(hostile_run()));
  const Expected<RunResult> read = read_results(folder.path());
  ASSERT_TRUE(read) << read.error().line();
  EXPECT_THAT(read->verdicts[0].target, HasSubstr("a\\xFF"));
}

TEST(ResultsReader, WhatIsNoResultsIsAnErrorThatNamesTheFile) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(read_results(folder.path()).error().line(),
              HasSubstr("results.json: cannot be read"));
  const std::string good = text_of(sample_run());
  std::string other_version = good;
  other_version.replace(other_version.find("\"schema_version\": 1"), 19, "\"schema_version\": 2");
  std::string other_outcome = good;
  other_outcome.replace(other_outcome.find("\"outcome\": \"fail\""), 17, "\"outcome\": \"lost\"");
  for (const std::string& text :
       {std::string(), std::string("[1]"), good.substr(0, 3000), other_version, other_outcome}) {
    folder.write("results.json", text);
    const Expected<RunResult> read = read_results(folder.path());
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().line(), HasSubstr("is no results.json"));
  }
}

TEST(ResultsReader, MembersMayComeInAnyOrderAndWithOthers) {
  const auto document = nlohmann::ordered_json::parse(text_of(waived_run()));
  const std::function<nlohmann::ordered_json(const nlohmann::ordered_json&)> turned =
      [&](const nlohmann::ordered_json& value) {
        nlohmann::ordered_json result = value;
        if (value.is_array()) {
          for (auto& each : result) each = turned(each);
        }
        if (!value.is_object()) return result;
        result = {{"not known", {{"verdicts", {1, nullptr}}}}};
        for (auto member = value.rbegin(); member != value.rend(); ++member) {
          result[member.key()] = turned(*member);
        }
        return result;
      };
  std::istringstream in(turned(document).dump());
  const Expected<RunResult> read = read_results(in, "results.json");
  ASSERT_TRUE(read) << read.error().line();
  EXPECT_EQ(text_of(*read), text_of(waived_run()));
}

TEST(ResultsReader, AVerdictThatLacksSomethingOrIsNoneIsRefused) {
  const std::string good = text_of(sample_run());
  for (const auto& [part, other] :
       {std::pair("\"reason\"", "\"raison\""),
        {"\"where\"", "\"wo\""},
        {"\"missing_prerequisite\": false", "\"missing_prerequisite\": 0"},
        {"\"findings\": []", "\"findings\": {}"},
        {"\"verdicts\": [", "\"verdicts\": [1,"}}) {
    std::string text = good;
    text.replace(text.find(part), std::string(part).size(), other);
    std::istringstream in(text);
    const Expected<RunResult> read = read_results(in, "results.json");
    ASSERT_FALSE(read) << other;
    EXPECT_THAT(read.error().line(), HasSubstr("results.json: is no results.json"));
  }
}

// What is edited by hand may have them.
TEST(ResultsReader, TimesAndCountsThatCannotBeAreRefused) {
  const std::string good = text_of(sample_run());
  const auto with = [&](const std::string& name, const std::string& value) {
    std::string text = good;
    const std::size_t at = text.find("\"" + name + "\": ") + name.size() + 4;
    text.replace(at, text.find_first_of(",}\n", at) - at, value);
    std::istringstream in(text);
    return read_results(in, "results.json");
  };
  EXPECT_TRUE(with("started", "\"2026-11-24T16:28:51.000Z\""));
  for (const auto& [name, value] : {std::pair("started", "\"2026-02-30T00:00:00.000Z\""),
                                    {"started", "\"9999-01-01T00:00:00.000Z\""},
                                    {"started", "\"2026-01-01T-1:00:00.000Z\""},
                                    {"ended", "\"2026-13-01T00:00:00.000Z\""},
                                    {"duration_seconds", "1e300"},
                                    {"duration_seconds", "-1"}}) {
    const Expected<RunResult> read = with(name, value);
    ASSERT_FALSE(read) << name << " " << value;
    EXPECT_THAT(read.error().line(), HasSubstr("results.json: is no results.json"));
  }
}

}  // namespace
}  // namespace s2sconform
