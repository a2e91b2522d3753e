// Which planned requirements have their verdict: each gets exactly one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "harness/run/plan.h"
#include "harness/verdict/verdict_store.h"

namespace s2sconform {

class VerdictBook {
 public:
  // Borrows the plan.
  explicit VerdictBook(const Plan& plan);

  // The target of that name, by its number in the plan.
  std::optional<std::size_t> find(std::string_view target) const;

  // Takes a verdict on the target's requirement of that id. False, and nothing is taken, when none
  // such is planned or when it has one.
  bool enter(std::size_t target, Verdict verdict);

  // Numbers of the target's planned requirements without a verdict, in the plan's order.
  std::vector<std::size_t> missing(std::size_t target) const;
  bool is_missing(std::size_t target, std::size_t requirement) const;

  std::size_t complete_targets() const { return complete_; }
  // All verdicts in the plan's order; for what has none, error with that reason. The book is closed
  // then.
  VerdictStore take(const std::string& reason_for_missing);

 private:
  using Entry = std::uint32_t;  // the verdict's number in `verdicts_`
  static constexpr Entry unplanned = UINT32_MAX;
  static constexpr Entry open = UINT32_MAX - 1;

  struct TargetPage {
    std::vector<Entry> entries;  // by column
    std::size_t missing = 0;
  };

  const Entry& entry(std::size_t target, std::size_t requirement) const;

  const Plan& plan_;
  std::map<std::string_view, std::size_t> numbers_;            // of targets, by name
  std::unordered_map<std::string_view, std::size_t> columns_;  // of requirements, by id
  std::vector<TargetPage> targets_;
  VerdictStore verdicts_;  // in the order in which they came
  std::size_t complete_ = 0;
};

}  // namespace s2sconform
