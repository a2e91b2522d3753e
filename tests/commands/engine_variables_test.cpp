// Which shard each engine says that a process is, and what is no shard.
#include "harness/commands/engine_variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace s2sconform {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using Values = std::map<std::string, std::string>;

Expected<EngineShard> read(const Values& values) {
  return shard_of_engine([&](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional<std::string>(found->second);
  });
}

struct Sample {
  const char* name;
  Values values;
  Shard shard;
  const char* engine;
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.name; }

class EngineVariables : public testing::TestWithParam<Sample> {};

TEST_P(EngineVariables, SayTheShard) {
  const auto shard = read(GetParam().values);
  ASSERT_TRUE(shard) << shard.error().line();
  EXPECT_EQ(shard->shard.text(), GetParam().shard.text());
  EXPECT_EQ(shard->engine, GetParam().engine);
}

INSTANTIATE_TEST_SUITE_P(
    OfEngines, EngineVariables,
    testing::Values(
        Sample{"GoogleTest",
               {{"GTEST_TOTAL_SHARDS", "3"}, {"GTEST_SHARD_INDEX", "0"}},
               {1, 3},
               "GoogleTest"},
        Sample{
            "BazelAlone", {{"TEST_TOTAL_SHARDS", "3"}, {"TEST_SHARD_INDEX", "2"}}, {3, 3}, "Bazel"},
        Sample{"BazelWithBoth",
               {{"TEST_TOTAL_SHARDS", "3"},
                {"TEST_SHARD_INDEX", "2"},
                {"GTEST_TOTAL_SHARDS", "3"},
                {"GTEST_SHARD_INDEX", "2"}},
               {3, 3},
               "Bazel"},
        Sample{"GitLab", {{"CI_NODE_INDEX", "4"}, {"CI_NODE_TOTAL", "4"}}, {4, 4}, "GitLab"},
        Sample{"Azure",
               {{"SYSTEM_JOBPOSITIONINPHASE", "1"}, {"SYSTEM_TOTALJOBSINPHASE", "2"}},
               {1, 2},
               "Azure DevOps"},
        Sample{"Kubernetes",
               {{"JOB_COMPLETION_INDEX", "0"}, {"JOB_COMPLETIONS", "5"}},
               {1, 5},
               "Kubernetes"},
        Sample{"Slurm",
               {{"SLURM_ARRAY_TASK_ID", "2"},
                {"SLURM_ARRAY_TASK_MIN", "0"},
                {"SLURM_ARRAY_TASK_MAX", "3"},
                {"SLURM_ARRAY_TASK_COUNT", "4"}},
               {3, 4},
               "Slurm"},
        Sample{"SlurmWithSteps",
               {{"SLURM_ARRAY_TASK_ID", "7"},
                {"SLURM_ARRAY_TASK_MIN", "1"},
                {"SLURM_ARRAY_TASK_MAX", "8"},
                {"SLURM_ARRAY_TASK_STEP", "3"},
                {"SLURM_ARRAY_TASK_COUNT", "3"}},
               {3, 3},
               "Slurm"},
        // A GitLab job without 'parallel' has a total of one and no index.
        Sample{"SlurmBelowGitLab",
               {{"CI_NODE_TOTAL", "1"},
                {"SLURM_ARRAY_TASK_ID", "1"},
                {"SLURM_ARRAY_TASK_MIN", "1"},
                {"SLURM_ARRAY_TASK_MAX", "2"},
                {"SLURM_ARRAY_TASK_COUNT", "2"}},
               {1, 2},
               "Slurm"},
        Sample{"NothingIsUnset",
               {{"GTEST_SHARD_INDEX", ""}, {"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "2"}},
               {1, 2},
               "GitLab"}),
    [](const auto& sample) { return std::string(sample.param.name); });

TEST(EngineVariablesStatusFile, IsNamed) {
  const Values gtest{{"GTEST_TOTAL_SHARDS", "2"},
                     {"GTEST_SHARD_INDEX", "1"},
                     {"GTEST_SHARD_STATUS_FILE", "/tmp/one"}};
  EXPECT_EQ(read(gtest)->status_file, "/tmp/one");
  const Values bazel{{"TEST_TOTAL_SHARDS", "2"},
                     {"TEST_SHARD_INDEX", "1"},
                     {"TEST_SHARD_STATUS_FILE", "/tmp/two"}};
  EXPECT_EQ(read(bazel)->status_file, "/tmp/two");
  EXPECT_EQ(read({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "2"}})->status_file, "");
}

TEST(EngineVariablesOfNoShard, AreRefused) {
  const std::vector<std::pair<Values, const char*>> refused{
      {{}, "no variable of an engine"},
      {{{"CI_NODE_INDEX", "2"}}, "variable CI_NODE_TOTAL: is not set"},
      {{{"CI_NODE_TOTAL", "2"}}, "variable CI_NODE_INDEX: is not set"},
      {{{"JOB_COMPLETION_INDEX", "0"}}, "variable JOB_COMPLETIONS: is not set"},
      {{{"CI_NODE_INDEX", "0"}, {"CI_NODE_TOTAL", "2"}}, "0 of 2 is no shard"},
      {{{"CI_NODE_INDEX", "3"}, {"CI_NODE_TOTAL", "2"}}, "3 of 2 is no shard"},
      {{{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "0"}}, "1 of 0 is no shard"},
      {{{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "100001"}}, "is no shard"},
      {{{"GTEST_SHARD_INDEX", "3"}, {"GTEST_TOTAL_SHARDS", "3"}}, "3 of 3 is no shard"},
      {{{"CI_NODE_INDEX", "one"}, {"CI_NODE_TOTAL", "2"}}, "'one' is no number"},
      {{{"CI_NODE_INDEX", "-1"}, {"CI_NODE_TOTAL", "2"}}, "'-1' is no number"},
      {{{"CI_NODE_INDEX", "99999999999999999999999"}, {"CI_NODE_TOTAL", "2"}}, "is no number"},
      {{{"GTEST_SHARD_INDEX", "0"},
        {"GTEST_TOTAL_SHARDS", "2"},
        {"TEST_SHARD_INDEX", "1"},
        {"TEST_TOTAL_SHARDS", "2"}},
       "does not agree with GoogleTest's"},
      {{{"CI_NODE_INDEX", "1"},
        {"CI_NODE_TOTAL", "2"},
        {"JOB_COMPLETION_INDEX", "0"},
        {"JOB_COMPLETIONS", "2"}},
       "GitLab and Kubernetes each say"},
      {{{"SLURM_ARRAY_TASK_ID", "2"}}, "variable SLURM_ARRAY_TASK_MIN: is not set"},
      // --array=1,3,7
      {{{"SLURM_ARRAY_TASK_ID", "3"},
        {"SLURM_ARRAY_TASK_MIN", "1"},
        {"SLURM_ARRAY_TASK_MAX", "7"},
        {"SLURM_ARRAY_TASK_COUNT", "3"}},
       "task 3 of 3 between 1 and 7 is no shard"},
      {{{"SLURM_ARRAY_TASK_ID", "2"},
        {"SLURM_ARRAY_TASK_MIN", "1"},
        {"SLURM_ARRAY_TASK_MAX", "5"},
        {"SLURM_ARRAY_TASK_STEP", "2"},
        {"SLURM_ARRAY_TASK_COUNT", "3"}},
       "is no shard"},
      {{{"SLURM_ARRAY_TASK_ID", "1"},
        {"SLURM_ARRAY_TASK_MIN", "1"},
        {"SLURM_ARRAY_TASK_MAX", "5"},
        {"SLURM_ARRAY_TASK_STEP", "0"},
        {"SLURM_ARRAY_TASK_COUNT", "5"}},
       "is no shard"}};
  for (const auto& [values, message] : refused) {
    const auto shard = read(values);
    ASSERT_FALSE(shard) << message;
    EXPECT_THAT(shard.error().line(), AllOf(HasSubstr(message), HasSubstr("--shard INDEX/TOTAL")));
  }
}

TEST(ShardOfTheCommandLine, CountsFromOne) {
  EXPECT_EQ(parse_shard("1/1")->text(), "1 of 1");
  EXPECT_EQ(parse_shard("3/12")->text(), "3 of 12");
  for (const char* text : {"", "1", "/", "1/", "/2", "0/2", "3/2", "1/2/3", "-1/2", "a/b", " 1/2",
                           "1/100001", "1.0/2"}) {
    EXPECT_FALSE(parse_shard(text)) << text;
  }
}

}  // namespace
}  // namespace s2sconform
