// What of a run one process does, and in what order: --shard and --timings.
#pragma once

#include <optional>
#include <string>

#include "harness/journal/journal.h"
#include "harness/run/plan.h"
#include "harness/run/target_costs.h"

namespace CLI {
class App;
}

namespace s2sconform {

// What one process does of a run.
class Sharding {
 public:
  // `earlier` is a run whose times are known.
  Sharding(std::optional<Shard> shard, std::optional<RunResult> earlier)
      : shard_(shard), earlier_(std::move(earlier)) {}

  // Leaves the shard's targets in the plan, and enters it and all others into the header. Nothing
  // where the run is not divided.
  void choose_targets(Plan& plan, RunHeader& header) const;
  // Of the earlier run's times; empty where there is none. Warns when it has none of the targets.
  TargetCosts costs(const Plan& plan) const;

 private:
  std::optional<Shard> shard_;
  std::optional<RunResult> earlier_;
};

class ShardOptions {
 public:
  // The struct must outlive the parsing.
  void add_to(CLI::App& command);
  // With `auto`, creates the file that tells an engine that its variables were obeyed. An error
  // when no shard is named, or the earlier run cannot be read.
  Expected<Sharding> read() const;

 private:
  std::string shard_;
  std::string timings_;
};

// Leaves in the plan what the run of a journal has chosen when it began.
void keep_shard(const RunHeader& header, Plan& plan);

}  // namespace s2sconform
