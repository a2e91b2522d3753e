#include "harness/commands/coverage.h"

#include <map>
#include <string_view>

#include "harness/run/plan.h"

namespace s2sconform {
namespace {

std::vector<std::string> products_bound(const Suite& suite, const Requirement& requirement,
                                        const std::vector<LoadedPlugin>& plugins) {
  std::vector<std::string> products;
  for (const LoadedPlugin& plugin : plugins) {
    std::size_t bound = 0;
    for (const plugin::Version& version : plugin.product->versions) {
      bound += unbound_reason(suite, requirement, {plugin.product, &version}).empty() ? 1 : 0;
    }
    if (bound == 0) continue;
    std::string name(plugin.product->id);
    if (bound < plugin.product->versions.size()) name += " (some versions)";
    products.push_back(std::move(name));
  }
  return products;
}

}  // namespace

std::vector<RequirementCoverage> requirement_coverage(const std::vector<Suite>& suites,
                                                      const std::vector<LoadedPlugin>& plugins,
                                                      const FaultCatalogue& catalogue) {
  std::map<std::string_view, std::vector<std::string>> faults_of;
  for (const Fault& fault : catalogue.faults) {
    for (const std::string& requirement : fault.breaks) {
      faults_of[requirement].push_back(fault.name);
    }
  }
  std::vector<RequirementCoverage> rows;
  for (const Suite& suite : suites) {
    for (const Requirement& requirement : suite.requirements) {
      RequirementCoverage& row = rows.emplace_back();
      row.id = requirement.id;
      row.suite = suite.id;
      row.level = requirement.level;
      row.basis = requirement.basis;
      row.sentence = requirement.sentence;
      row.source = requirement.source;
      row.former_ids.assign(requirement.former_ids.begin(), requirement.former_ids.end());
      row.products = products_bound(suite, requirement, plugins);
      row.probes.assign(requirement.probes.begin(), requirement.probes.end());
      if (const auto found = faults_of.find(requirement.id); found != faults_of.end()) {
        row.faults = found->second;
      }
    }
  }
  return rows;
}

std::vector<UnobservableRequirement> unobservable_requirements(const std::vector<Suite>& suites) {
  std::vector<UnobservableRequirement> rows;
  for (const Suite& suite : suites) {
    for (const Unobservable& row : suite.unobservable) {
      rows.push_back({std::string(row.id), std::string(suite.id), std::string(row.sentence),
                      std::string(row.reason)});
    }
  }
  return rows;
}

void cover(const std::vector<Suite>& suites, PluginRegistry& plugins, RunResult& run) {
  const Expected<FaultCatalogue> catalogue = load_fault_catalogue(installed_fault_catalogue());
  run.coverage =
      requirement_coverage(suites, plugins.usable(), catalogue ? *catalogue : FaultCatalogue());
  run.unobservable = unobservable_requirements(suites);
  std::map<std::string_view, Tally*> tallies;
  for (RequirementCoverage& row : run.coverage) tallies[row.id] = &row.verdicts;
  for (const VerdictView verdict : run.verdicts) {
    if (const auto found = tallies.find(verdict.requirement); found != tallies.end()) {
      found->second->add(verdict.outcome);
    }
  }
}

}  // namespace s2sconform
