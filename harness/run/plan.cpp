#include "harness/run/plan.h"

#include <algorithm>
#include <map>

#include "harness/base/nearest.h"
#include "harness/base/patterns.h"

namespace s2sconform {

namespace {

bool selected(const std::vector<std::string>& patterns, std::string_view name) {
  return patterns.empty() || matches_any(patterns, name);
}

// An error when a pattern matches none of `names`: a mistyped name must not make a run judge less.
Expected<void> check_patterns(const std::vector<std::string>& patterns, const char* option,
                              const char* what, const std::vector<std::string>& names) {
  for (const std::string& pattern : patterns) {
    const bool known = std::any_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return matches(pattern, name); });
    if (known) continue;
    const std::string nearest = nearest_choice(pattern, names);
    return Unexpected(ConfigurationError{
        std::string("option ") + option, std::string("no ") + what + " matches '" + pattern + "'",
        nearest.empty() ? std::string("s2sconform list shows what there is")
                        : "did you mean '" + nearest + "'?"});
  }
  return {};
}

Expected<void> check_selection(const Selection& selection, const std::vector<Target>& targets,
                               const std::vector<Suite>& suites) {
  std::vector<std::string> target_names, suite_names, requirement_names;
  for (const Target& target : targets) target_names.push_back(target.name);
  for (const Suite& suite : suites) {
    suite_names.emplace_back(suite.id);
    for (const Requirement& requirement : suite.requirements) {
      requirement_names.emplace_back(requirement.id);
    }
  }
  Expected<void> checked = check_patterns(selection.targets, "--target", "target", target_names);
  if (checked) checked = check_patterns(selection.suites, "--suite", "suite", suite_names);
  if (checked) {
    checked =
        check_patterns(selection.requirements, "--requirement", "requirement", requirement_names);
  }
  if (checked) {
    checked = check_patterns(selection.required, "--require", "requirement", requirement_names);
  }
  return checked;
}

std::vector<PlannedRequirement> selected_requirements(const std::vector<Suite>& suites,
                                                      const Selection& selection) {
  std::vector<PlannedRequirement> wanted;
  for (const Suite& suite : suites) {
    if (!selected(selection.suites, suite.id)) continue;
    for (const Requirement& requirement : suite.requirements) {
      if (selected(selection.requirements, requirement.id))
        wanted.push_back({&suite, &requirement, {}});
    }
  }
  return wanted;
}

bool writes(const Suite& suite, const Requirement& requirement) {
  return std::any_of(suite.probes.begin(), suite.probes.end(), [&](const Probe& probe) {
    const auto& needed = requirement.probes;
    return probe.writes && std::find(needed.begin(), needed.end(), probe.name) != needed.end();
  });
}

void add_probes(const Suite& suite, const Requirement& requirement,
                std::vector<const Probe*>& probes) {
  for (const std::string_view name : requirement.probes) {
    const auto probe = std::find_if(suite.probes.begin(), suite.probes.end(),
                                    [&](const Probe& other) { return other.name == name; });
    if (std::find(probes.begin(), probes.end(), &*probe) == probes.end()) {
      probes.push_back(&*probe);
    }
  }
}

using TargetsByName = std::map<std::string_view, const Target*>;

Expected<void> add_peers(const TargetsByName& targets, PluginRegistry& plugins,
                         PlannedTarget& planned) {
  std::vector<std::string> names = planned.target->partners;
  for (const std::string& name : {planned.target->relying_party, planned.target->token_server}) {
    if (!name.empty()) names.push_back(name);
  }
  for (const std::string& name : names) {
    const auto found = targets.find(name);
    if (found == targets.end()) continue;  // the targets file's reader has refused it
    const Target& peer = *found->second;
    const Expected<ProductVersion> product = find_product_version(peer, plugins);
    if (!product && plugins.died(peer.product)) continue;
    if (!product) return Unexpected(product.error());
    planned.peers.push_back({&peer, *product});
  }
  return {};
}

}  // namespace

Expected<ProductVersion> find_product_version(const Target& target, PluginRegistry& plugins) {
  const Expected<LoadedPlugin> plugin = plugins.find(target.product);
  if (!plugin) {
    ConfigurationError error = plugin.error();
    if (error.place.empty()) {
      error.place = target.place;
      error.problem = "target '" + target.name + "': " + error.problem;
    }
    return Unexpected(error);
  }
  std::vector<std::string> ids;
  for (const plugin::Version& version : plugin->product->versions) {
    if (version.id == target.version) return ProductVersion{plugin->product, &version};
    ids.emplace_back(version.id);
  }
  return Unexpected(ConfigurationError{target.place,
                                       "target '" + target.name + "': the product '" +
                                           target.product + "' has no version '" + target.version +
                                           "'",
                                       choices_with_nearest(target.version, ids)});
}

std::string unbound_reason(const Suite& suite, const Requirement& requirement,
                           const ProductVersion& product) {
  const auto& bound = product.product->suites;
  if (std::find(bound.begin(), bound.end(), suite.id) == bound.end()) {
    return "the product does not take part in the suite '" + std::string(suite.id) + "'";
  }
  if (const std::string_view reason = product.exemption_from(requirement.id); !reason.empty()) {
    return std::string(reason);
  }
  return requirement.unbound ? std::string(requirement.unbound(product)) : std::string();
}

Expected<Plan> make_plan(const std::vector<Target>& targets, const std::vector<Suite>& suites,
                         PluginRegistry& plugins, const Selection& selection) {
  if (auto checked = check_selection(selection, targets, suites); !checked) {
    return Unexpected(checked.error());
  }
  Plan plan;
  TargetsByName by_name;
  for (const Target& target : targets) by_name.emplace(target.name, &target);
  const std::vector<PlannedRequirement> wanted = selected_requirements(suites, selection);
  for (const Target& target : targets) {
    if (!selected(selection.targets, target.name)) continue;
    const Expected<ProductVersion> product = find_product_version(target, plugins);
    if (!product && plugins.died(target.product)) {
      plan.targets.push_back({&target, {}, wanted, {}, {}, product.error().line()});
      continue;
    }
    if (!product) return Unexpected(product.error());
    PlannedTarget planned{&target, *product, {}, {}, {}, {}};
    if (auto added = add_peers(by_name, plugins, planned); !added) return Unexpected(added.error());
    const Suite* suite = nullptr;
    for (const PlannedRequirement& one : wanted) {
      if (!unbound_reason(*one.suite, *one.requirement, *product).empty()) continue;
      planned.requirements.push_back(one);
      if (suite != one.suite) planned.probes.push_back({one.suite, {}});
      suite = one.suite;
      if (selection.read_only && writes(*one.suite, *one.requirement)) {
        planned.requirements.back().left_out = "it writes into a mailbox, and the run is read-only";
        continue;
      }
      add_probes(*one.suite, *one.requirement, planned.probes.back().probes);
    }
    planned.requirements.shrink_to_fit();
    if (!planned.requirements.empty()) plan.targets.push_back(std::move(planned));
  }
  if (plan.targets.empty()) {
    return Unexpected(
        ConfigurationError{"", "nothing to judge: no selected requirement binds a selected target",
                           "select other targets, suites or requirements; s2sconform list "
                           "requirements shows what binds "
                           "which product"});
  }
  return plan;
}

}  // namespace s2sconform
