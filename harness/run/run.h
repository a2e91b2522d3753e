// Carries out a plan: probes its targets and judges what was seen, in worker processes, so that
// what crashes, hangs or eats memory costs its own target and requirement and nothing else.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "harness/evidence/exchange.h"
#include "harness/journal/journal.h"
#include "harness/run/plan.h"
#include "harness/run/target_costs.h"
#include "harness/verdict/run_result.h"
#include "harness/workers/worker_process.h"
#include "harness/written_items/written_items.h"

namespace s2sconform {

// Told how far a run is. Called from the thread that runs.
class Progress {
 public:
  virtual ~Progress() = default;
  // Targets whose verdicts are all there, of all. About once a second, and at the end.
  virtual void probing(std::size_t targets_done, std::size_t targets) = 0;
};

struct StoredEvidence {
  std::uint64_t bytes = 0;
  std::string sha256;
};

// Where the evidence of a run is kept, by the names of its targets. Used by several processes,
// never by two for one target.
class EvidenceStore {
 public:
  virtual ~EvidenceStore() = default;
  // Whole, or not at all: an error then.
  virtual Expected<StoredEvidence> store(const std::string& target,
                                         const Evidence& evidence) const = 0;
  virtual Expected<Evidence> load(const std::string& target) const = 0;
  // Whether what was stored then is there as it was.
  virtual bool holds(const TargetProbed& probed) const = 0;
};

struct RunOptions {
  std::string run_id;
  std::chrono::system_clock::time_point started;
  std::string targets_file;
  // Patterns of requirements that a missing prerequisite does not excuse: where the targets file
  // lacks what they need, their verdict is `error`.
  std::vector<std::string> required;
  // Where what is written into servers is noted before it is written.
  std::filesystem::path state_folder;
  const EvidenceStore* evidence = nullptr;
  std::size_t workers = 1;  // processes at a time
  TargetCosts costs{};  // of the plan's targets: the slowest are asked first. Empty: by the plan
  WorkerLimits worker_limits;
  // Becomes readable when the run is to stop. -1: never.
  int stop_descriptor = -1;
};

struct CompletedRun {
  RunResult result;  // verdicts; readiness, waivers and coverage are made of them afterwards
  std::map<std::string, TargetProbed> probed;  // by target
  std::vector<WorkerDied> deaths;              // of workers, those of `recorded` not among them
  std::vector<WrittenItem> left;  // in servers: it could not be seen that they are gone
};

// Every planned requirement gets exactly one verdict, also when the run is stopped and whatever
// dies. What `journal` holds already, `recorded`, is not done again. An error when a target's CA
// certificates cannot be loaded, or when journal or evidence cannot be written.
Expected<CompletedRun> run(const Plan& plan, const RunOptions& options, Journal& journal,
                           const JournalContent& recorded, Progress& progress);

// Probes and judges in this process and keeps nothing: for a few requirements, of suites that write
// nothing. Can be called once in a process. An error when CA certificates cannot be loaded.
Expected<RunResult> run_here(const Plan& plan, int stop_descriptor);

// What is known of a run without going on with it: requirements without a verdict are errors that
// say so.
RunResult result_of(const Plan& plan, const JournalContent& recorded);

}  // namespace s2sconform
