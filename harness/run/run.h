// Carries out a plan: probes all targets at once, then judges what was seen.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/run/plan.h"
#include "harness/verdict/verdict.h"
#include "harness/written_items/written_items.h"

namespace s2sconform {

// Told how far a run is. Called from the thread that runs.
class Progress {
 public:
  virtual ~Progress() = default;
  // Targets whose probes have all ended, of all. About once a second, and at the end.
  virtual void probing(std::size_t targets_done, std::size_t targets) = 0;
};

struct RunOptions {
  std::string targets_file;  // for the reports
  // Patterns of requirements that a missing prerequisite does not excuse: where the targets file
  // lacks what they need, their verdict is `error`.
  std::vector<std::string> required;
  // Where what is written into servers is noted before it is written.
  std::filesystem::path state_folder;
  // Becomes readable when the run is to stop (ProbeEngine::Options). -1: never.
  int stop_descriptor = -1;
};

struct CompletedRun {
  RunResult result;
  std::vector<Evidence> evidence;  // of the plan's targets, in their order
  std::vector<WrittenItem> left;   // in servers: it could not be seen that they are gone
};

// Every planned requirement gets exactly one verdict, also when the run is stopped. Can be called
// once in a process (see judge_all). An error when a target's CA certificates cannot be loaded.
Expected<CompletedRun> run(const Plan& plan, const RunOptions& options, Progress& progress);

}  // namespace s2sconform
