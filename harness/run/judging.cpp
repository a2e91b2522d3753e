#include "harness/run/judging.h"

#include <list>
#include <utility>

#include "harness/base/patterns.h"
#include "harness/judge/judge.h"

namespace s2sconform {
namespace {

FeaturePart part_of(const ProductVersion& product) {
  switch (product.keeps()) {
    case plugin::Keeps::conversations:
      return FeaturePart::conversations;
    case plugin::Keeps::mailboxes:
      return FeaturePart::mailboxes;
    case plugin::Keeps::nothing:
      break;
  }
  return FeaturePart::none;
}

// A prerequisite that the run requires is no excuse.
Verdict held_to(const std::vector<std::string>& required, Verdict verdict) {
  if (verdict.missing_prerequisite && matches_any(required, verdict.requirement)) {
    verdict.outcome = Outcome::error;
    verdict.reason = "required by --require: " + verdict.reason;
  }
  return verdict;
}

// A Date has whole seconds, and an answer takes its time: less than this says nothing.
constexpr std::chrono::seconds least_noted{5};

std::string clock_note(std::chrono::milliseconds ahead) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(std::chrono::abs(ahead)).count();
  constexpr int minute = 60;
  const std::string time = seconds < 2 * minute ? std::to_string(seconds) + " seconds"
                                                : std::to_string(seconds / minute) + " minutes";
  return "its clock is " + time + (ahead.count() > 0 ? " ahead of" : " behind") +
         " this machine's: let both follow one time source (NTP; 'w32tm /resync' on Windows), as "
         "tokens are refused from five minutes on";
}

}  // namespace

void judge_plan(const Plan& plan, const std::vector<Evidence>& evidence,
                const JudgingOptions& options, const std::function<void(Verdict)>& on_verdict) {
  CertificateCache certificates;
  std::list<Subject> subjects;
  std::vector<PlannedTest> tests;
  auto seen = evidence.begin();
  for (const PlannedTarget& planned : plan.targets) {
    const auto since = options.asked_since.find(planned.target->name);
    const auto now = since == options.asked_since.end() ? options.now : since->second;
    Subject& subject =
        subjects.emplace_back(*planned.target, planned.product, *seen++, certificates, now);
    subject.set_peers(planned.peers);
    if (options.recorded_by_others) subject.excuse_what_was_not_recorded();
    for (const PlannedRequirement& requirement : planned.requirements) {
      tests.push_back({requirement.suite, requirement.requirement, &subject, requirement.left_out});
    }
  }
  judge_all(tests,
            [&](Verdict verdict) { on_verdict(held_to(options.required, std::move(verdict))); });
}

Verdict unjudged(const PlannedTarget& planned, const PlannedRequirement& requirement,
                 std::string reason) {
  Verdict verdict;
  verdict.target = planned.target->name;
  verdict.product = planned.target->product;
  verdict.product_version = planned.target->version;
  verdict.suite = requirement.suite->id;
  verdict.requirement = requirement.requirement->id;
  verdict.sentence = requirement.requirement->sentence;
  verdict.source = requirement.requirement->source;
  verdict.level = planned.unusable.empty() ? requirement.requirement->level_for(planned.product)
                                           : requirement.requirement->level;
  verdict.basis = requirement.requirement->basis;
  verdict.outcome = Outcome::error;
  verdict.reason = std::move(reason);
  return verdict;
}

TargetSummary summary_of(const PlannedTarget& planned) {
  const Target& target = *planned.target;
  const bool is_known = planned.unusable.empty();
  return {target.name,
          target.product,
          is_known ? planned.product.display_name() : target.product + " " + target.version,
          target.version,
          target.base_urls.at("metadata"),
          target.former_names,
          is_known ? part_of(planned.product) : FeaturePart::none,
          std::nullopt};
}

void note_clock(std::optional<std::chrono::milliseconds> ahead, TargetSummary& target) {
  target.clock_ahead = ahead;
  if (ahead && std::chrono::abs(*ahead) >= least_noted) target.notes.push_back(clock_note(*ahead));
}

}  // namespace s2sconform
