// What a run is going to judge: which requirements of which targets, and which probes they need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/suite/suite.h"
#include "harness/targets/target.h"

namespace s2sconform {

// What the user asked for. Each list holds shell patterns (harness/base/patterns.h); an empty list
// means all, but for `required`.
struct Selection {
  std::vector<std::string> targets;
  std::vector<std::string> suites;
  std::vector<std::string> requirements;
  std::vector<std::string> required;  // requirements; for RunOptions::required. Empty: none
  bool read_only = false;             // leaves out what writes into a server
};

struct PlannedRequirement {
  const Suite* suite = nullptr;
  const Requirement* requirement = nullptr;
  std::string left_out;  // why it is not judged in this run; empty: it is
};

struct PlannedProbes {
  const Suite* suite = nullptr;
  std::vector<const Probe*> probes;  // each that a requirement needs, once
};

struct PlannedTarget {
  const Target* target = nullptr;
  ProductVersion product;
  std::vector<PlannedRequirement> requirements;  // by suite, then in the suite's order
  std::vector<PlannedProbes> probes;             // in the order of the suites
  std::vector<Peer> peers;                       // that its entry names
  // Why its plugin cannot be used: it died when it was tried. `product` is nothing then, nothing is
  // asked, and each selected requirement is an error that says so. Empty: it can.
  std::string unusable;
};

struct Plan {
  std::vector<PlannedTarget> targets;  // in the targets file's order; each with a requirement
};

// What the target's product and version are, by its plugin.
Expected<ProductVersion> find_product_version(const Target& target, PluginRegistry& plugins);

// Why a requirement does not bind a product version: its plugin does not have the suite, exempts
// it, or says something else that rules it out. Empty when it binds.
std::string unbound_reason(const Suite& suite, const Requirement& requirement,
                           const ProductVersion& product);

// Plans a run. Borrows `targets` and `suites`; loads the plugins that are needed. A plugin that
// dies meanwhile costs its own targets and no others. An error when a target's product has no
// plugin or no such version, when a pattern selects nothing that there is, or when nothing is left
// to judge.
Expected<Plan> make_plan(const std::vector<Target>& targets, const std::vector<Suite>& suites,
                         PluginRegistry& plugins, const Selection& selection);

}  // namespace s2sconform
