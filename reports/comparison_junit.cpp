#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reports/comparison_reports.h"
#include "reports/comparison_text.h"
#include "reports/junit.h"

namespace s2sconform {
namespace {

// What a CI server is to show of a change.
Outcome shown(const VerdictChange& change) {
  switch (change.kind) {
    case ChangeKind::regression:
      return Outcome::fail;
    case ChangeKind::no_longer_judged:
      return change.after->outcome;
    case ChangeKind::gone:
      return Outcome::skip;
    default:
      return Outcome::pass;
  }
}

Verdict case_of(const VerdictChange& change) {
  Verdict verdict = change.verdict();
  verdict.outcome = shown(change);
  verdict.waiver.reset();
  const std::string text = std::string(to_string(change.kind)) + " (" + outcomes_of(change) + ")";
  verdict.notes.insert(verdict.notes.begin(), text);
  switch (verdict.outcome) {
    case Outcome::fail:
      verdict.level = Level::must;
      break;
    case Outcome::pass:
      verdict.findings.clear();
      verdict.reason.clear();
      break;
    default:
      verdict.reason = text + (verdict.reason.empty() ? "" : ": " + verdict.reason);
      break;
  }
  return verdict;
}

// Nothing for the comparison to complain about, whatever it is.
Verdict unchanged_case_of(const Verdict& verdict) {
  Verdict shown = verdict;
  shown.notes = {"unchanged: " + std::string(to_string(verdict.outcome))};
  shown.outcome = Outcome::pass;
  shown.findings.clear();
  shown.reason.clear();
  shown.waiver.reset();
  return shown;
}

}  // namespace

void write_comparison_junit(const Comparison& comparison, std::ostream& out) {
  std::map<const Verdict*, const VerdictChange*> changed;
  std::map<std::string, std::vector<Verdict>> suites;  // what stands together: a target's suite
  std::vector<std::string> order;
  const auto add = [&](Verdict verdict) {
    const std::string key = verdict.target + '\n' + verdict.suite;
    if (!suites.contains(key)) order.push_back(key);
    suites[key].push_back(std::move(verdict));
  };
  for (const VerdictChange& change : comparison.changes) changed[&change.verdict()] = &change;
  for (const Verdict& verdict : comparison.after->verdicts) {
    const auto found = changed.find(&verdict);
    add(found == changed.end() ? unchanged_case_of(verdict) : case_of(*found->second));
  }
  for (const VerdictChange& change : comparison.changes) {
    if (change.kind == ChangeKind::gone) add(case_of(change));
  }
  RunResult head = *comparison.after;
  head.waivers.clear();
  head.verdicts.clear();
  JunitTotals totals;
  for (const auto& [key, verdicts] : suites) {
    for (const Verdict& verdict : verdicts) totals.add(verdict);
  }
  JunitWriter writer(head, JunitProfile::strict, totals, out);
  for (const std::string& key : order) writer.suite(suites.at(key));
  writer.finish();
}

}  // namespace s2sconform
