// What a run of a targets file would be made of: its targets, and the suites that bind each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/run/plan.h"

namespace s2sconform {

struct ListedSuite {
  std::string_view id;
  std::size_t requirements = 0;  // that bind the target
};

struct ListedTarget {
  const Target* target = nullptr;
  std::vector<ListedSuite> suites;  // each with a requirement, in the order of the suites
  // Each host and port that a run of the target asks, also those of the targets that its entry
  // names and of its identities' documents: "mail.litwareinc.com:443". Sorted, each once.
  std::vector<std::string> hosts;
};

// Borrows from the plan.
std::vector<ListedTarget> listed_targets(const Plan& plan);

}  // namespace s2sconform
