#include "harness/suite/suites_hash.h"

#include <initializer_list>
#include <string_view>

#include "harness/base/sha256.h"

namespace s2sconform {

std::string suites_hash(const std::vector<Suite>& suites) {
  Sha256 hash;
  const auto add = [&hash](std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
      hash.add(std::to_string(text.size()));
      hash.add(":");
      hash.add(text);
    }
  };
  for (const Suite& suite : suites) {
    add({"suite", suite.id, suite.display_name});
    for (const Probe& probe : suite.probes) {
      add({"probe", probe.name, std::to_string(static_cast<int>(probe.stage)),
           probe.writes ? "writes" : ""});
    }
    for (const Requirement& requirement : suite.requirements) {
      add({"requirement", requirement.id, to_string(requirement.level),
           to_string(requirement.basis), requirement.sentence, requirement.source,
           requirement.remedy});
      for (const std::string_view probe : requirement.probes) add({"needs", probe});
    }
  }
  return hash.finish();
}

}  // namespace s2sconform
