#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
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
      return change.after->view().outcome;
    case ChangeKind::gone:
      return Outcome::skip;
    default:
      return Outcome::pass;
  }
}

Verdict case_of(const VerdictChange& change) {
  Verdict verdict = change.verdict().copy();
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
Verdict unchanged_case_of(const VerdictView& unchanged) {
  Verdict verdict = unchanged.copy();
  verdict.notes = {"unchanged: " + std::string(to_string(verdict.outcome))};
  verdict.outcome = Outcome::pass;
  verdict.findings.clear();
  verdict.reason.clear();
  verdict.waiver.reset();
  return verdict;
}

// A case to come, of which much is known: it is made a verdict when its suite is written.
struct Case {
  const StoredVerdict* verdict;
  const VerdictChange* change;  // nullptr: unchanged
};

Verdict verdict_of(const Case& known) {
  return known.change ? case_of(*known.change) : unchanged_case_of(*known.verdict);
}

// The cases of one target and suite, which stand together.
class Suites {
 public:
  void add(const Case& known) {
    const VerdictView verdict = *known.verdict;
    totals_.add(known.change ? shown(*known.change) : Outcome::pass, verdict.duration);
    const auto [place, added] = places_.emplace(
        std::pair(std::string_view(verdict.target), std::string_view(verdict.suite)),
        suites_.size());
    if (added) suites_.emplace_back();
    suites_[place->second].push_back(known);
  }

  void write(const RunResult& run, std::ostream& out) const {
    JunitWriter writer(run, JunitProfile::strict, totals_, out);
    for (const std::vector<Case>& suite : suites_) {
      VerdictStore verdicts;
      for (const Case& known : suite) verdicts.add(verdict_of(known));
      writer.suite(verdicts);
    }
    writer.finish();
  }

 private:
  JunitTotals totals_;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places_;
  std::vector<std::vector<Case>> suites_;  // in the order in which they appear
};

}  // namespace

void write_comparison_junit(const Comparison& comparison, std::ostream& out) {
  std::unordered_map<const StoredVerdict*, const VerdictChange*> changed;
  for (const VerdictChange& change : comparison.changes) changed[&change.stored()] = &change;
  Suites suites;
  for (const StoredVerdict& verdict : comparison.after.verdicts) {
    const auto found = changed.find(&verdict);
    suites.add({&verdict, found == changed.end() ? nullptr : found->second});
  }
  for (const VerdictChange& change : comparison.changes) {
    if (change.kind == ChangeKind::gone) suites.add({change.before, &change});
  }
  RunResult head;  // of the run after, but for what is of its own verdicts
  head.run_id = comparison.after.run_id;
  head.harness_version = comparison.after.harness_version;
  head.started = comparison.after.started;
  head.interrupted = comparison.after.interrupted;
  head.shard = comparison.after.shard;
  head.readiness = comparison.after.readiness;
  suites.write(head, out);
}

}  // namespace s2sconform
