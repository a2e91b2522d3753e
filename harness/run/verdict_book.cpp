#include "harness/run/verdict_book.h"

#include <utility>

#include "harness/run/judging.h"

namespace s2sconform {

VerdictBook::VerdictBook(const Plan& plan) : plan_(plan) {
  for (const PlannedTarget& planned : plan.targets) {
    numbers_[planned.target->name] = targets_.size();
    TargetPage& page = targets_.emplace_back();
    for (const PlannedRequirement& each : planned.requirements) {
      page.numbers[each.requirement->id] = page.numbers.size();
    }
    page.verdicts.resize(planned.requirements.size());
    page.missing = planned.requirements.size();
  }
}

std::optional<std::size_t> VerdictBook::find(std::string_view target) const {
  const auto found = numbers_.find(target);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

bool VerdictBook::enter(std::size_t target, Verdict verdict) {
  TargetPage& page = targets_[target];
  const auto number = page.numbers.find(verdict.requirement);
  if (number == page.numbers.end() || page.verdicts[number->second]) return false;
  page.verdicts[number->second] = std::move(verdict);
  if (--page.missing == 0) ++complete_;
  return true;
}

std::vector<std::size_t> VerdictBook::missing(std::size_t target) const {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < targets_[target].verdicts.size(); ++number) {
    if (is_missing(target, number)) numbers.push_back(number);
  }
  return numbers;
}

std::vector<Verdict> VerdictBook::take(const std::string& reason_for_missing) {
  std::vector<Verdict> verdicts;
  for (std::size_t target = 0; target < targets_.size(); ++target) {
    const PlannedTarget& planned = plan_.targets[target];
    for (std::size_t number = 0; number < planned.requirements.size(); ++number) {
      std::optional<Verdict>& entered = targets_[target].verdicts[number];
      verdicts.push_back(entered
                             ? std::move(*entered)
                             : unjudged(planned, planned.requirements[number], reason_for_missing));
    }
  }
  return verdicts;
}

}  // namespace s2sconform
