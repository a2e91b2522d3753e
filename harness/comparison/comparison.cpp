#include "harness/comparison/comparison.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "harness/base/utf8.h"
#include "harness/base/volatile_text.h"
#include "harness/comparison/behaviour.h"

namespace s2sconform {
namespace {

// Borrows both.
const std::string& renamed(const std::map<std::string, std::string>& names,
                           const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? name : found->second;
}

struct Pair {
  const StoredVerdict* before = nullptr;
  const StoredVerdict* after = nullptr;  // the first of its target on its requirement
};

// By target, then by requirement: verdicts on a target stand together, so what is looked up one
// after the other is near.
class Pairs {
 public:
  Pair* find(const std::string& target, const std::string& requirement) {
    const auto of_target = pairs_.find(target);
    if (of_target == pairs_.end()) return nullptr;
    const auto found = of_target->second.find(requirement);
    return found == of_target->second.end() ? nullptr : &found->second;
  }

  Pair* find(const VerdictView& verdict) { return find(verdict.target, verdict.requirement); }

  void add(const StoredVerdict& after) {
    const VerdictView verdict = after;
    pairs_[verdict.target].emplace(verdict.requirement, Pair{nullptr, &after});
  }

 private:
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, Pair>> pairs_;
};

// What of a verdict is compared where both runs have the same outcome.
std::vector<std::pair<std::string, std::string>> findings_of(const VerdictView& verdict) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const Finding& finding : verdict.findings) {
    texts.emplace_back(without_volatile(valid_utf8(finding.expected)),
                       without_volatile(valid_utf8(finding.actual)));
  }
  return texts;
}

bool is_undecided(Outcome outcome) { return outcome == Outcome::error || outcome == Outcome::skip; }

bool is_broken(Outcome outcome) {
  return outcome == Outcome::fail || outcome == Outcome::warn || outcome == Outcome::waived;
}

// nullopt: nothing that anyone would act on.
std::optional<ChangeKind> kind_of(const VerdictView& before, const VerdictView& after) {
  const Outcome then = before.outcome, now = after.outcome;
  if (now == then || (is_broken(then) && is_broken(now) && now != Outcome::fail)) {
    const bool same = !is_broken(now) || findings_of(before) == findings_of(after);
    return same ? std::nullopt : std::optional(ChangeKind::failing_differently);
  }
  switch (now) {
    case Outcome::fail:
      // A waiver that ran out is the run's failure, and nothing of the server's.
      if (then == Outcome::waived && findings_of(before) == findings_of(after)) return std::nullopt;
      return ChangeKind::regression;
    case Outcome::waived:
      return ChangeKind::newly_waived;
    case Outcome::warn:
      return ChangeKind::new_warning;
    case Outcome::pass:
      return is_broken(then) ? ChangeKind::repair : ChangeKind::judged_again;
    case Outcome::error:
      return ChangeKind::no_longer_judged;
    case Outcome::skip:
      return is_undecided(then) ? std::nullopt : std::optional(ChangeKind::no_longer_judged);
  }
  return std::nullopt;
}

void compare_readiness(Comparison& comparison) {
  for (const FeatureReadiness& after : comparison.after.readiness) {
    for (const FeatureReadiness& before : comparison.before.readiness) {
      if (before.feature != after.feature || before.state == after.state) continue;
      comparison.readiness.push_back({after.feature, before.state, after.state, after.reason});
    }
  }
}

// Changes of one target, folded over its exchanges.
class TargetChanges {
 public:
  void compare(const std::string& label, const Behaviour& before, const Behaviour& after) {
    for (const auto& [what, value] : before) {
      const auto now = after.find(what);
      const std::string& other = now == after.end() ? none_ : now->second;
      if (other != value) changes_[{what, value, other}].push_back(label);
    }
    for (const auto& [what, value] : after) {
      if (!before.contains(what)) changes_[{what, none_, value}].push_back(label);
    }
  }

  void only_in_one(const std::string& label, bool before) {
    changes_[{"exchange", before ? "recorded" : "", before ? "" : "recorded"}].push_back(label);
  }

  void move_to(std::vector<BehaviourChange>& all, const std::string& target) {
    for (auto& [change, labels] : changes_) {
      const auto& [what, before, after] = change;
      all.push_back({target, what, before, after, std::move(labels)});
    }
  }

 private:
  const std::string none_;
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> changes_;
};

template <class Map, class Read>
void compare_maps(const Map& before, const Map& after, Read read, TargetChanges& changes) {
  for (const auto& [label, value] : before) {
    const auto other = after.find(label);
    if (other == after.end()) {
      changes.only_in_one(label, true);
    } else {
      changes.compare(label, read(value), read(other->second));
    }
  }
  for (const auto& [label, value] : after) {
    if (!before.contains(label)) changes.only_in_one(label, false);
  }
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::regression:
      return "regression";
    case ChangeKind::failing_differently:
      return "failing differently";
    case ChangeKind::no_longer_judged:
      return "no longer judged";
    case ChangeKind::new_warning:
      return "new warning";
    case ChangeKind::newly_waived:
      return "newly waived";
    case ChangeKind::repair:
      return "repair";
    case ChangeKind::judged_again:
      return "judged again";
    case ChangeKind::appeared:
      return "new";
    case ChangeKind::gone:
      return "gone";
  }
  return "unknown change";
}

void Aliases::add_declared(const RunResult& after) {
  for (const TargetSummary& target : after.targets) {
    for (const std::string& name : target.former_names) targets.emplace(name, target.name);
  }
  for (const RequirementCoverage& row : after.coverage) {
    for (const std::string& id : row.former_ids) requirements.emplace(id, row.id);
  }
}

std::size_t Comparison::count(ChangeKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(),
                    [&](const VerdictChange& change) { return change.kind == kind; }));
}

Comparison compare_runs(RunResult before, RunResult after, const Aliases& aliases) {
  Comparison comparison{std::move(before), std::move(after)};
  Pairs pairs;
  for (const StoredVerdict& verdict : comparison.after.verdicts) pairs.add(verdict);
  std::vector<const StoredVerdict*> gone;
  // Equal names first: an alias never takes what still has its old name.
  std::vector<const StoredVerdict*> renamed_ones;
  for (const StoredVerdict& verdict : comparison.before.verdicts) {
    Pair* const same = pairs.find(verdict);
    if (!same) {
      renamed_ones.push_back(&verdict);
    } else if (!same->before) {
      same->before = &verdict;
    }
  }
  for (const StoredVerdict* verdict : renamed_ones) {
    Pair* const same = pairs.find(renamed(aliases.targets, verdict->view().target),
                                  renamed(aliases.requirements, verdict->view().requirement));
    if (!same || same->before) {
      gone.push_back(verdict);
    } else {
      same->before = verdict;
    }
  }
  for (const StoredVerdict& verdict : comparison.after.verdicts) {
    const Pair& pair = *pairs.find(verdict);
    if (!pair.before || pair.after != &verdict) {
      comparison.changes.push_back({ChangeKind::appeared, nullptr, &verdict});
    } else if (const auto kind = kind_of(*pair.before, verdict)) {
      comparison.changes.push_back({*kind, pair.before, &verdict});
    } else {
      ++comparison.unchanged;
    }
  }
  for (const StoredVerdict* verdict : gone) {
    comparison.changes.push_back({ChangeKind::gone, verdict, nullptr});
  }
  std::stable_sort(comparison.changes.begin(), comparison.changes.end(),
                   [](const VerdictChange& a, const VerdictChange& b) { return a.kind < b.kind; });
  compare_readiness(comparison);
  return comparison;
}

Expected<void> compare_behaviour(const EvidenceOf& before, const EvidenceOf& after,
                                 const Aliases& aliases, Comparison& comparison) {
  std::set<std::string> then, now;
  for (const TargetSummary& target : comparison.before.targets) then.insert(target.name);
  for (const TargetSummary& target : comparison.after.targets) now.insert(target.name);
  std::map<std::string, std::string> former;
  for (const auto& [old_name, new_name] : aliases.targets) {
    if (then.contains(old_name) && !now.contains(old_name)) former.emplace(new_name, old_name);
  }
  for (const TargetSummary& target : comparison.after.targets) {
    const std::string old_name =
        then.contains(target.name) ? target.name : renamed(former, target.name);
    if (!then.contains(old_name)) continue;
    const Expected<Evidence> old_evidence = before(old_name);
    if (!old_evidence) return Unexpected(old_evidence.error());
    const Expected<Evidence> new_evidence = after(target.name);
    if (!new_evidence) return Unexpected(new_evidence.error());
    TargetChanges changes;
    compare_maps(old_evidence->exchanges, new_evidence->exchanges, behaviour_of, changes);
    compare_maps(old_evidence->facts, new_evidence->facts, behaviour_of_fact, changes);
    changes.move_to(comparison.behaviour, target.name);
  }
  return {};
}

int exit_status(const Comparison& comparison) {
  if (comparison.count(ChangeKind::regression) > 0) return 1;
  const bool undecided = std::any_of(comparison.changes.begin(), comparison.changes.end(),
                                     [](const VerdictChange& change) {
                                       return change.kind == ChangeKind::no_longer_judged &&
                                              change.after->view().outcome == Outcome::error;
                                     });
  return undecided ? 3 : 0;
}

}  // namespace s2sconform
