#include "harness/commands/engine_variables.h"

#include <array>
#include <charconv>
#include <string_view>
#include <vector>

namespace s2sconform {
namespace {

constexpr const char* by_hand = "or name the shard: --shard INDEX/TOTAL";

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end) return std::nullopt;
  return number;
}

// The variables of one engine.
class Variables {
 public:
  explicit Variables(const Environment& environment) : environment_(environment) {}

  std::string text(const std::string& name) const { return environment_(name).value_or(""); }
  bool has(const std::string& name) const { return !text(name).empty(); }

  Expected<std::size_t> number(const std::string& name) const {
    if (!has(name)) {
      return Unexpected(ConfigurationError{"variable " + name,
                                           "is not set, and other variables of its engine are",
                                           std::string("set it, ") + by_hand});
    }
    const std::optional<std::size_t> number = number_of(text(name));
    if (number) return *number;
    return Unexpected(ConfigurationError{"variable " + name, "'" + text(name) + "' is no number",
                                         std::string("mend it, ") + by_hand});
  }

 private:
  const Environment& environment_;
};

Expected<Shard> checked(const std::string& variable, std::size_t index, std::size_t first,
                        std::size_t total) {
  const std::string said = std::to_string(index) + " of " + std::to_string(total);
  if (total < 1 || total > most_shards || index < first || index - first >= total) {
    return Unexpected(
        ConfigurationError{"variable " + variable,
                           said + " is no shard: its engine counts from " + std::to_string(first),
                           std::string("mend it, ") + by_hand});
  }
  return Shard{index - first + 1, total};
}

// An engine that sets an index and a total.
struct Pair {
  const char* engine;
  const char* index;
  const char* total;
  std::size_t first;  // the first index
};

Expected<Shard> shard_of(const Variables& variables, const Pair& pair) {
  const Expected<std::size_t> index = variables.number(pair.index);
  if (!index) return Unexpected(index.error());
  const Expected<std::size_t> total = variables.number(pair.total);
  if (!total) return Unexpected(total.error());
  return checked(pair.index, *index, pair.first, *total);
}

constexpr Pair googletest{"GoogleTest", "GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", 0};
constexpr Pair bazel{"Bazel", "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", 0};
constexpr std::array others{
    Pair{"GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1},
    Pair{"Azure DevOps", "SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", 1},
    Pair{"Kubernetes", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0}};

// GitLab sets its total in every job, Kubernetes' is the pipeline's own: without an index, or with
// a total of one, nothing is said.
bool speaks(const Variables& variables, const Pair& pair) {
  if (variables.has(pair.index)) return true;
  return variables.has(pair.total) && number_of(variables.text(pair.total)) != 1;
}

Expected<Shard> shard_of_slurm(const Variables& variables) {
  std::array<std::size_t, 4> values{};
  constexpr std::array names{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX",
                             "SLURM_ARRAY_TASK_COUNT"};
  for (std::size_t number = 0; number < names.size(); ++number) {
    const Expected<std::size_t> value = variables.number(names[number]);
    if (!value) return Unexpected(value.error());
    values[number] = *value;
  }
  std::size_t step = 1;
  if (variables.has("SLURM_ARRAY_TASK_STEP")) {
    const Expected<std::size_t> value = variables.number("SLURM_ARRAY_TASK_STEP");
    if (!value) return Unexpected(value.error());
    step = *value;
  }
  const auto [id, first, last, count] = values;
  const bool is_even = count >= 1 && step >= 1 && first <= id && id <= last &&
                       (last - first) / step + 1 == count && (id - first) % step == 0;
  if (!is_even) {
    return Unexpected(ConfigurationError{
        "variable SLURM_ARRAY_TASK_ID",
        "task " + std::to_string(id) + " of " + std::to_string(count) + " between " +
            std::to_string(first) + " and " + std::to_string(last) + " is no shard",
        std::string("give the array even steps (--array=1-8), ") + by_hand});
  }
  return checked("SLURM_ARRAY_TASK_ID", (id - first) / step, 0, count);
}

// Bazel has GoogleTest's variables set too, to the same.
Expected<std::optional<EngineShard>> shard_of_test_runner(const Variables& variables) {
  std::optional<EngineShard> found;
  for (const Pair& pair : {googletest, bazel}) {
    if (!speaks(variables, pair)) continue;
    const Expected<Shard> shard = shard_of(variables, pair);
    if (!shard) return Unexpected(shard.error());
    if (found && found->shard != *shard) {
      return Unexpected(ConfigurationError{std::string("variable ") + pair.index,
                                           "does not agree with " + found->engine + "'s",
                                           std::string("unset one, ") + by_hand});
    }
    found = EngineShard{*shard, pair.engine, found ? found->status_file : ""};
  }
  if (!found) return std::nullopt;
  for (const char* name : {"TEST_SHARD_STATUS_FILE", "GTEST_SHARD_STATUS_FILE"}) {
    if (variables.has(name)) found->status_file = variables.text(name);
  }
  return found;
}

}  // namespace

Expected<EngineShard> shard_of_engine(const Environment& environment) {
  const Variables variables(environment);
  std::vector<EngineShard> found;
  const auto runner = shard_of_test_runner(variables);
  if (!runner) return Unexpected(runner.error());
  if (*runner) found.push_back(**runner);
  for (const Pair& pair : others) {
    if (!speaks(variables, pair)) continue;
    const Expected<Shard> shard = shard_of(variables, pair);
    if (!shard) return Unexpected(shard.error());
    found.push_back({*shard, pair.engine, ""});
  }
  if (variables.has("SLURM_ARRAY_TASK_ID")) {
    const Expected<Shard> shard = shard_of_slurm(variables);
    if (!shard) return Unexpected(shard.error());
    found.push_back({*shard, "Slurm", ""});
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return Unexpected(ConfigurationError{"option --shard",
                                         "auto: no variable of an engine says which shard this is",
                                         "see docs/ci/README.md, or name it: --shard INDEX/TOTAL"});
  }
  std::string engines;
  for (const EngineShard& each : found) engines += (engines.empty() ? "" : " and ") + each.engine;
  return Unexpected(
      ConfigurationError{"option --shard", "auto: " + engines + " each say which shard this is",
                         "unset the variables of all but one, " + std::string(by_hand)});
}

Expected<Shard> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto index = number_of(std::string_view(text).substr(0, slash));
  const auto total =
      slash == text.npos ? std::nullopt : number_of(std::string_view(text).substr(slash + 1));
  if (!index || !total || *index < 1 || *index > *total || *total > most_shards) {
    return Unexpected(ConfigurationError{"option --shard", "'" + text + "' is no shard",
                                         "write INDEX/TOTAL, 1/3 to 3/3, or auto"});
  }
  return Shard{*index, *total};
}

}  // namespace s2sconform
