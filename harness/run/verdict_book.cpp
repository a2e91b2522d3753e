#include "harness/run/verdict_book.h"

#include <utility>

#include "harness/run/judging.h"

namespace s2sconform {

VerdictBook::VerdictBook(const Plan& plan) : plan_(plan) {
  for (const PlannedTarget& planned : plan.targets) {
    for (const PlannedRequirement& each : planned.requirements) {
      columns_.emplace(each.requirement->id, columns_.size());
    }
  }
  for (const PlannedTarget& planned : plan.targets) {
    numbers_[planned.target->name] = targets_.size();
    TargetPage& page = targets_.emplace_back();
    page.entries.resize(columns_.size(), unplanned);
    for (const PlannedRequirement& each : planned.requirements) {
      page.entries[columns_.at(each.requirement->id)] = open;
    }
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
  const auto column = columns_.find(verdict.requirement);
  if (column == columns_.end() || page.entries[column->second] != open) return false;
  page.entries[column->second] = static_cast<Entry>(verdicts_.size());
  verdicts_.add(std::move(verdict));
  if (--page.missing == 0) ++complete_;
  return true;
}

const VerdictBook::Entry& VerdictBook::entry(std::size_t target, std::size_t requirement) const {
  const std::string_view id = plan_.targets[target].requirements[requirement].requirement->id;
  return targets_[target].entries[columns_.at(id)];
}

bool VerdictBook::is_missing(std::size_t target, std::size_t requirement) const {
  return entry(target, requirement) == open;
}

std::vector<std::size_t> VerdictBook::missing(std::size_t target) const {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < plan_.targets[target].requirements.size(); ++number) {
    if (is_missing(target, number)) numbers.push_back(number);
  }
  return numbers;
}

VerdictStore VerdictBook::take(const std::string& reason_for_missing) {
  std::vector<std::size_t> order;
  for (std::size_t target = 0; target < targets_.size(); ++target) {
    const PlannedTarget& planned = plan_.targets[target];
    for (std::size_t number = 0; number < planned.requirements.size(); ++number) {
      if (is_missing(target, number)) {
        enter(target, unjudged(planned, planned.requirements[number], reason_for_missing));
      }
      order.push_back(entry(target, number));
    }
  }
  verdicts_.arrange(order);
  return std::move(verdicts_);
}

}  // namespace s2sconform
