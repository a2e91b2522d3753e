#include "reports/identical_verdicts.h"

#include <algorithm>
#include <compare>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace s2sconform {
namespace {

// Orders verdicts by what they say of a server, so that equal ones can be found without copying
// what may be megabytes.
struct BySaying {
  bool operator()(const VerdictView& a, const VerdictView& b) const {
    const std::strong_ordering own =
        std::tie(a.requirement, a.sentence, a.source, a.level, a.basis, a.reason, a.remedy) <=>
        std::tie(b.requirement, b.sentence, b.source, b.level, b.basis, b.reason, b.remedy);
    if (own != 0) return own < 0;
    return std::lexicographical_compare(a.findings.begin(), a.findings.end(), b.findings.begin(),
                                        b.findings.end(), [](const Finding& x, const Finding& y) {
                                          return std::tie(x.expected, x.actual) <
                                                 std::tie(y.expected, y.actual);
                                        });
  }
};

bool same_place(const VerdictView& a, const VerdictView& b) {
  return std::equal(a.findings.begin(), a.findings.end(), b.findings.begin(), b.findings.end(),
                    [](const Finding& x, const Finding& y) { return x.where == y.where; });
}

std::vector<IdenticalVerdicts> fold_requirements(std::vector<IdenticalVerdicts> entries) {
  std::map<std::pair<std::string_view, std::vector<std::string_view>>, std::size_t> known;
  std::vector<IdenticalVerdicts> folded;
  for (IdenticalVerdicts& entry : entries) {
    const auto [place, added] = known.emplace(
        std::pair(std::string_view(entry.first.reason), entry.targets), folded.size());
    if (added) {
      folded.push_back(std::move(entry));
    } else {
      folded[place->second].requirements.push_back(entry.first.requirement);
    }
  }
  return folded;
}

}  // namespace

std::vector<IdenticalVerdicts> identical_verdicts(const RunResult& run, Outcome outcome) {
  std::map<VerdictView, std::size_t, BySaying> known;
  std::vector<IdenticalVerdicts> entries;
  for (const VerdictView verdict : run.verdicts) {
    if (verdict.outcome != outcome) continue;
    const auto [place, added] = known.emplace(verdict, entries.size());
    if (added) entries.push_back({verdict, {verdict.requirement}, {}, true});
    IdenticalVerdicts& entry = entries[place->second];
    entry.targets.push_back(verdict.target);
    entry.same_place = entry.same_place && same_place(entry.first, verdict);
  }
  return outcome == Outcome::error ? fold_requirements(std::move(entries)) : entries;
}

}  // namespace s2sconform
