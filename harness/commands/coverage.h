// What proves each requirement: for reports, lists and docs/requirements.md.
#pragma once

#include <string>
#include <vector>

#include "harness/commands/fault_catalogue.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/suite/suite.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

// A row for each requirement of `suites`, in their order, without verdicts.
std::vector<RequirementCoverage> requirement_coverage(const std::vector<Suite>& suites,
                                                      const std::vector<LoadedPlugin>& plugins,
                                                      const FaultCatalogue& catalogue);

std::vector<UnobservableRequirement> unobservable_requirements(const std::vector<Suite>& suites);

// Enters the coverage into `run`, with its verdicts counted. What a plugin folder or a catalogue
// that cannot be read would say is left out: it is not what the run is about.
void cover(const std::vector<Suite>& suites, PluginRegistry& plugins, RunResult& run);

}  // namespace s2sconform
