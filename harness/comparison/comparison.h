// Two runs of the same servers, before and after something: what broke, and what changed.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/evidence/exchange.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

enum class ChangeKind {
  regression,           // fails, and did not before
  failing_differently,  // failed before, and now in another way
  no_longer_judged,     // had a verdict, and is now an error or a skip
  new_warning,          // conformed, and is now a warning
  newly_waived,         // fails, did not before, and is accepted by a waiver
  repair,               // failed or was a warning, and conforms
  judged_again,         // was an error or a skip, and does not fail
  appeared,             // was not judged in the run before at all
  gone,                 // is not judged in the run after at all
};

std::string_view to_string(ChangeKind kind);  // "failing differently"

// Borrows the verdicts of the runs. One of the two is nullptr in what appeared or is gone.
struct VerdictChange {
  ChangeKind kind = ChangeKind::regression;
  const StoredVerdict* before = nullptr;
  const StoredVerdict* after = nullptr;

  const StoredVerdict& stored() const { return after ? *after : *before; }
  VerdictView verdict() const { return stored(); }
};

// A value that a server's answers showed (behaviour.h), and now show otherwise.
struct BehaviourChange {
  std::string target;                  // its name in the run after
  std::string what;                    // "header server"
  std::string before;                  // empty: it was not there
  std::string after;                   // empty: it is not there
  std::vector<std::string> exchanges;  // labels, in order
};

struct ReadinessChange {
  std::string feature;
  Readiness before = Readiness::undecided;
  Readiness after = Readiness::undecided;
  std::string reason;  // of the state after
};

// Names that something had before, and has now. Nothing else is ever paired but equal names.
struct Aliases {
  std::map<std::string, std::string> targets;
  std::map<std::string, std::string> requirements;

  // Adds those that the run after declares: former names of targets, former ids of requirements.
  void add_declared(const RunResult& after);
};

struct Comparison {
  RunResult before;
  RunResult after;
  std::vector<VerdictChange> changes = {};  // by kind, then in the order of the run after
  std::size_t unchanged = 0;                // verdicts that are as they were
  std::vector<ReadinessChange> readiness;
  std::vector<BehaviourChange> behaviour;  // by target in the order of the run after
  std::string behaviour_not_compared;      // why; empty: it was

  std::size_t count(ChangeKind kind) const;
};

// Compares verdicts and readiness.
Comparison compare_runs(RunResult before, RunResult after, const Aliases& aliases);

// What was recorded of a target, by its name in that run.
using EvidenceOf = std::function<Expected<Evidence>(const std::string& target)>;

// Adds the behaviour of each target that both runs have; one after the other, so that no more than
// two targets' evidence is held.
Expected<void> compare_behaviour(const EvidenceOf& before, const EvidenceOf& after,
                                 const Aliases& aliases, Comparison& comparison);

// 0 nothing broke; 1 there is a regression; 3 there is none, but something can no longer be judged.
int exit_status(const Comparison& comparison);

}  // namespace s2sconform
