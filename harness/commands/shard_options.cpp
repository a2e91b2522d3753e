#include "harness/commands/shard_options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "harness/commands/engine_variables.h"
#include "harness/run/shards.h"
#include "reports/results_reader.h"

namespace s2sconform {
namespace {

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

Expected<void> create_status_file(const std::string& file) {
  if (file.empty() || std::ofstream(file, std::ios::app)) return {};
  return Unexpected(ConfigurationError{file, "the engine's shard status file cannot be written",
                                       "name the shard: --shard INDEX/TOTAL"});
}

Expected<std::optional<Shard>> shard_named(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text != "auto") {
    const Expected<Shard> named = parse_shard(text);
    if (!named) return Unexpected(named.error());
    return *named;
  }
  const Expected<EngineShard> engine = shard_of_engine(process_environment);
  if (!engine) return Unexpected(engine.error());
  if (auto created = create_status_file(engine->status_file); !created) {
    return Unexpected(created.error());
  }
  return engine->shard;
}

}  // namespace

void ShardOptions::add_to(CLI::App& command) {
  command
      .add_option("--shard", shard_,
                  "Test one of several parts of the targets, counted from 1: 2/3; 'auto' takes it "
                  "from the variables of the engine that runs this (docs/ci)")
      ->type_name("INDEX/TOTAL");
  command
      .add_option("--timings", timings_,
                  "An earlier run's output folder or results.json: shards are balanced by its "
                  "times, and the slowest targets are tested first")
      ->type_name("RESULTS");
}

Expected<Sharding> ShardOptions::read() const {
  const Expected<std::optional<Shard>> shard = shard_named(shard_);
  if (!shard) return Unexpected(shard.error());
  if (timings_.empty()) return Sharding(*shard, std::nullopt);
  Expected<RunResult> earlier = read_results(timings_);
  if (!earlier) return Unexpected(earlier.error());
  return Sharding(*shard, std::move(*earlier));
}

void Sharding::choose_targets(Plan& plan, RunHeader& header) const {
  if (!shard_) return;
  const TargetCosts by_times = earlier_ ? costs_by_times(plan, *earlier_) : TargetCosts();
  header.shard = shard_;
  header.division =
      divide(plan, shard_->total, by_times.empty() ? costs_by_requirements(plan) : by_times);
  keep_shard(header, plan);
}

TargetCosts Sharding::costs(const Plan& plan) const {
  if (!earlier_) return {};
  TargetCosts costs = costs_by_times(plan, *earlier_);
  if (costs.empty() && !plan.targets.empty()) {
    std::cerr << "warning: --timings names a run that has asked none of these targets" << std::endl;
  }
  return costs;
}

void keep_shard(const RunHeader& header, Plan& plan) {
  if (header.shard) keep_targets(header.division[header.shard->index - 1], plan);
}

}  // namespace s2sconform
