// All that is known of a run when it is over, or as far as it came. Reports read nothing else.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/verdict/verdict.h"
#include "harness/verdict/verdict_store.h"

namespace s2sconform {

// What a product keeps that features between products are about.
enum class FeaturePart { none, conversations, mailboxes };

struct TargetSummary {
  std::string name;
  std::string product;
  std::string product_display_name;  // "Exchange Server 2019"
  std::string product_version;
  std::string url;
  std::vector<std::string> former_names;
  FeaturePart part = FeaturePart::none;
  // The server's clock less ours (evidence/server_clock.h); nullopt: it sent no Date.
  std::optional<std::chrono::milliseconds> clock_ahead = {};
  std::vector<std::string> notes = {};  // what people should know of it beside the verdicts
  // From the first request to the last; nullopt: it was not asked in this run.
  std::optional<std::chrono::microseconds> probing_time{};
};

// One of the parts into which a run was divided, counted from 1.
struct Shard {
  std::size_t index = 1;
  std::size_t total = 1;

  std::string text() const { return std::to_string(index) + " of " + std::to_string(total); }
  friend bool operator==(const Shard&, const Shard&) = default;
};

enum class Readiness { ready, not_ready, undecided };

std::string_view to_string(Readiness readiness);  // "not ready"

// Whether a feature that rests on server-to-server authentication can be configured.
struct FeatureReadiness {
  struct Basis {
    std::string target;
    std::string requirement;
    Outcome outcome = Outcome::error;
  };

  std::string feature;
  Readiness state = Readiness::undecided;
  std::string reason;           // one sentence without a full stop
  std::vector<Basis> rests_on;  // in the order of the run
};

// What became of a waiver in a run.
struct WaiverUse {
  enum class State {
    applied,
    expired,              // its last day has passed: what it covers fails
    unused,               // there is nothing that it could cover
    passing,              // what it covers conforms
    failing_differently,  // what it covers is broken in another way than it expects
    not_judged,           // this run did not judge what it covers
  };

  Waiver waiver;
  State state = State::not_judged;
  std::string problem;  // one sentence that names it and says what to do; empty: none

  bool fails_the_run() const { return !problem.empty(); }
};

std::string_view to_string(WaiverUse::State state);  // "failing differently"

// What proves a requirement, and what came of it in a run.
struct RequirementCoverage {
  std::string id;
  std::string suite;
  Level level = Level::must;
  Basis basis = Basis::specification;
  std::string sentence;
  std::string source;
  std::vector<std::string> former_ids;
  std::vector<std::string> products;  // that it binds: "exchange", "lync (some versions)"
  std::vector<std::string> probes;    // whose exchanges its check looks at
  std::vector<std::string> faults;    // of the lab, that its check catches
  Tally verdicts;                     // in the run
};

// Something of the sources that cannot be seen from outside a server.
struct UnobservableRequirement {
  std::string id;
  std::string suite;
  std::string sentence;
  std::string reason;
};

struct RunResult {
  std::string run_id;           // a random GUID
  std::string harness_version;  // "0.1.0"
  std::string targets_file;
  std::string recording;  // the bundle that was judged again; empty: the servers were asked
  std::chrono::system_clock::time_point started;
  std::chrono::system_clock::time_point ended;
  bool interrupted = false;
  std::optional<Shard> shard;          // of a part of a divided run
  std::vector<Shard> missing_shards;   // of a run merged of its shards: those that were not there
  std::vector<TargetSummary> targets;  // in the targets file's order
  VerdictStore verdicts;               // by target in that order, then suite, then requirement
  std::vector<FeatureReadiness> readiness;
  std::vector<WaiverUse> waivers;                     // in the order of their file
  std::vector<RequirementCoverage> coverage;          // of all suites, judged or not
  std::vector<UnobservableRequirement> unobservable;  // likewise
};

Tally tally(const VerdictStore& verdicts);

// The exit status of a run: 0 conforms; 1 a requirement failed, or a waiver is out of order; 3
// something could not be judged, or nothing was, or a shard is missing, and nothing failed; 130
// interrupted. A shard without targets conforms: there is nothing that it was to judge.
int exit_status(const RunResult& run);

}  // namespace s2sconform
