#include "suites/readiness.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace s2sconform {
namespace {

struct Feature {
  std::string_view name;
  // What the product that keeps mailboxes must do, beside what both must.
  std::vector<std::string_view> of_mailboxes;
};

const std::vector<std::string_view>& of_both() {
  static const std::vector<std::string_view> ids{
      "transport.chain",      "transport.certificate-dates",  "metadata.served",
      "metadata.signing-key", "metadata.certificate-current", "partners.document-served",
      "partners.trusted",     "partners.realm-agrees",        "partners.keys-current",
      "token.sane-before",    "token.accepts-user",           "trust.full-acts-for-user"};
  return ids;
}

// What Test-CsExStorageConnectivity shows; both features rest on it (facts 9).
constexpr std::array<std::string_view, 5> of_storage{
    "history.folder-found", "history.create-succeeds", "history.item-exists",
    "history.in-the-folder", "history.gone-by-id"};

std::vector<std::string_view> with_storage(std::vector<std::string_view> ids) {
  ids.insert(ids.end(), of_storage.begin(), of_storage.end());
  return ids;
}

const std::vector<Feature>& features() {
  static const std::vector<Feature> all{
      {"Exchange archiving integration",
       with_storage({"token.accepts-app-only", "trust.full-acts-as-itself"})},
      {"Unified contact store",
       with_storage({"trust.same-user-by-every-name", "trust.acts-as-named-user"})}};
  return all;
}

bool is_in(const std::vector<std::string_view>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<VerdictView> needed_verdicts(const RunResult& run, const Feature& feature) {
  std::map<std::string_view, FeaturePart> parts;  // by target
  for (const TargetSummary& target : run.targets) parts.emplace(target.name, target.part);
  std::vector<VerdictView> needed;
  for (const VerdictView verdict : run.verdicts) {
    const bool of_all = is_in(of_both(), verdict.requirement);
    if (!of_all && !is_in(feature.of_mailboxes, verdict.requirement)) continue;
    const auto found = parts.find(verdict.target);
    const FeaturePart part = found == parts.end() ? FeaturePart::none : found->second;
    if (part == FeaturePart::mailboxes || (of_all && part == FeaturePart::conversations)) {
      needed.push_back(verdict);
    }
  }
  return needed;
}

bool has_part(const RunResult& run, FeaturePart part) {
  return std::any_of(run.targets.begin(), run.targets.end(),
                     [&](const TargetSummary& target) { return target.part == part; });
}

// Whether every target that takes part was judged on every requirement that its product can be.
std::string what_was_not_judged(const std::vector<VerdictView>& verdicts) {
  for (const std::string_view id :
       {"token.sane-before", "partners.trusted", "history.item-exists"}) {
    const bool judged =
        std::any_of(verdicts.begin(), verdicts.end(), [&](const VerdictView& verdict) {
          return verdict.requirement == id && verdict.outcome != Outcome::skip;
        });
    if (!judged) return std::string(id);
  }
  return {};
}

FeatureReadiness assess(const RunResult& run, const Feature& feature) {
  FeatureReadiness readiness{std::string(feature.name), Readiness::undecided, {}, {}};
  const std::vector<VerdictView> verdicts = needed_verdicts(run, feature);
  const VerdictView* failed = nullptr;
  const VerdictView* open = nullptr;
  for (const VerdictView& verdict : verdicts) {
    readiness.rests_on.push_back({verdict.target, verdict.requirement, verdict.outcome});
    if (verdict.outcome == Outcome::fail && !failed) failed = &verdict;
    const bool is_open = verdict.outcome == Outcome::error || verdict.outcome == Outcome::warn ||
                         verdict.missing_prerequisite;
    if (is_open && !open) open = &verdict;
  }
  if (failed) {
    readiness.state = Readiness::not_ready;
    readiness.reason = failed->requirement + " failed on " + failed->target;
  } else if (!has_part(run, FeaturePart::conversations)) {
    readiness.reason = "the run has no target that keeps conversations (Lync)";
  } else if (!has_part(run, FeaturePart::mailboxes)) {
    readiness.reason = "the run has no target that keeps mailboxes (Exchange)";
  } else if (open) {
    const char* how = open->outcome == Outcome::warn ? " is in doubt on " : " was not judged on ";
    readiness.reason = open->requirement + how + open->target;
  } else if (const std::string missing = what_was_not_judged(verdicts); !missing.empty()) {
    readiness.reason = missing + " was not judged";
  } else {
    readiness.state = Readiness::ready;
    readiness.reason = "nothing that it rests on is broken";
  }
  return readiness;
}

}  // namespace

std::vector<FeatureReadiness> assess_readiness(const RunResult& run) {
  std::vector<FeatureReadiness> all;
  for (const Feature& feature : features()) all.push_back(assess(run, feature));
  return all;
}

std::vector<std::string_view> requirements_for_readiness() {
  std::vector<std::string_view> ids = of_both();
  for (const Feature& feature : features()) {
    ids.insert(ids.end(), feature.of_mailboxes.begin(), feature.of_mailboxes.end());
  }
  return ids;
}

}  // namespace s2sconform
