// What happens in a run, as lines of JSON: what a worker process tells the run that started it, and
// what the run's journal keeps of it. One format for both.
//
//   {"event":"alive"}                                  nothing new, and not hung
//   {"event":"asked","budgets":[…]}                    the worker sends nothing more
//   {"event":"probed","target":…,"har":{…},…}          a target's evidence is on disk
//   {"event":"verdict","verdict":{…}}                  as in results.json
//   {"event":"unable","place":…,"problem":…,"remedy":…}  the run cannot go on
//   {"event":"done"}                                   the worker has done all that it was given
//   {"event":"died","targets":[…],"suite":…,"how":…}   a worker did not; in the journal alone
//   {"event":"ended",…}                                so did the run; in the journal alone
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

struct WorkerAlive {};

struct WorkerAsked {
  // What it leaves of the budget of a host (engine/host_budget.h).
  struct Budget {
    std::string destination;
    std::size_t requests = 0;
    std::chrono::milliseconds held{0};
  };
  std::vector<Budget> budgets{};
};

struct TargetProbed {
  std::string target;
  std::vector<std::string> suites;  // ids: whose probes have run
  std::uint64_t har_bytes = 0;
  std::string har_sha256;
  std::optional<std::chrono::milliseconds> clock_offset;  // server_clock_offset
  bool interrupted = false;  // the run was stopped meanwhile: verdicts on it are of a part
  std::chrono::microseconds probing_time{0};  // from the first request to the last
  // Of a merged run: when the shard began that has asked it. Dates are judged against that.
  std::optional<std::chrono::system_clock::time_point> asked_since{};
};

struct WorkerUnable {
  ConfigurationError error;
};

struct WorkerDone {};

struct WorkerDied {
  std::vector<std::string> targets;  // that it had not finished
  std::string suite;                 // id, where it had but one
  std::string how;                   // "died of SIGSEGV"
};

struct RunEnded {
  std::chrono::system_clock::time_point at;
  bool interrupted = false;
};

using RunEvent = std::variant<WorkerAlive, WorkerAsked, TargetProbed, Verdict, WorkerUnable,
                              WorkerDone, WorkerDied, RunEnded>;

// One line, with its line feed.
std::string event_line(const RunEvent& event);

// The event of a line, which may be anything: who wrote it may have crashed. The error says what is
// wrong with it. Members that are not known are passed over.
tl::expected<RunEvent, std::string> parse_event(std::string_view line);

}  // namespace s2sconform
