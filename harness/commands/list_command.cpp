#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/coverage.h"
#include "harness/commands/fault_catalogue.h"
#include "harness/commands/list_json.h"
#include "harness/commands/list_targets.h"
#include "harness/commands/table.h"
#include "harness/run/plan.h"
#include "reports/requirements_page.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct ListCommandOptions {
  PluginOptions plugins;
  std::string targets_file = "targets.json";
  std::string catalogue;
  bool markdown = false;
  bool json = false;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all.empty() ? "-" : all;
}

int list_targets(const ListCommandOptions& options) {
  const Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return report_error(file.error());
  const std::vector<Suite> suites = all_suites();
  PluginRegistry plugins(options.plugins.search());
  const Expected<Plan> plan = make_plan(file->targets, suites, plugins, {});
  if (!plan) return report_error(plan.error());
  const std::vector<ListedTarget> targets = listed_targets(*plan);
  if (options.json) {
    list_targets_as_json(targets);
    return exit_conforms;
  }
  Table table({"TARGET", "PRODUCT", "VERSION", "SUITES", "HOSTS"});
  for (const ListedTarget& listed : targets) {
    std::vector<std::string> ids;
    for (const ListedSuite& suite : listed.suites) ids.emplace_back(suite.id);
    table.add({listed.target->name, listed.target->product, listed.target->version, joined(ids),
               joined(listed.hosts)});
  }
  table.print(std::cout);
  return exit_conforms;
}

int list_products(const ListCommandOptions& options) {
  PluginRegistry registry(options.plugins.search());
  const auto plugins = registry.all();
  if (!plugins) return report_error(plugins.error());
  if (options.json) {
    list_products_as_json(*plugins);
    return exit_conforms;
  }
  Table table(
      {"PRODUCT", "VERSION", "NAME", "PRINCIPAL", "METADATA", "PROTECTED RESOURCE", "SUITES"});
  for (const LoadedPlugin& plugin : *plugins) {
    const plugin::Product& product = *plugin.product;
    const std::vector<std::string> suites(product.suites.begin(), product.suites.end());
    for (const plugin::Version& version : product.versions) {
      table.add({std::string(product.id), std::string(version.id),
                 std::string(version.display_name), std::string(product.principal_id),
                 std::string(product.metadata_path), std::string(product.resource.path),
                 joined(suites)});
    }
  }
  table.print(std::cout);
  return exit_conforms;
}

int list_suites(const ListCommandOptions& options) {
  if (options.json) {
    list_suites_as_json(all_suites());
    return exit_conforms;
  }
  Table table({"SUITE", "REQUIREMENTS", "MUST", "NAME"});
  for (const Suite& suite : all_suites()) {
    const auto musts = std::count_if(
        suite.requirements.begin(), suite.requirements.end(),
        [](const Requirement& requirement) { return requirement.level == Level::must; });
    table.add({std::string(suite.id), std::to_string(suite.requirements.size()),
               std::to_string(musts), std::string(suite.display_name)});
  }
  table.print(std::cout);
  return exit_conforms;
}

int list_requirements(const ListCommandOptions& options) {
  if (options.json) {
    list_requirements_as_json(all_suites());
    return exit_conforms;
  }
  Table table({"REQUIREMENT", "LEVEL", "BASIS", "SOURCE", "SENTENCE"});
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      table.add({std::string(requirement.id), std::string(to_string(requirement.level)),
                 std::string(to_string(requirement.basis)), std::string(requirement.source),
                 std::string(requirement.sentence)});
    }
  }
  table.print(std::cout);
  std::cout << "\nNot observable from outside a server:\n";
  for (const Suite& suite : all_suites()) {
    for (const Unobservable& row : suite.unobservable) {
      std::cout << "  " << row.id << ": " << row.sentence << " (" << row.reason << ")\n";
    }
  }
  return exit_conforms;
}

int list_faults(const ListCommandOptions& options) {
  const Expected<FaultCatalogue> catalogue = load_fault_catalogue(options.catalogue);
  if (!catalogue) return report_error(catalogue.error());
  Table table({"FAULT", "BREAKS", "WHAT THE LAB DOES"});
  for (const Fault& fault : catalogue->faults) {
    table.add({fault.name, joined(fault.breaks), fault.description});
  }
  table.print(std::cout);
  return exit_conforms;
}

// For each requirement: the products that it binds, and the faults that prove that it can fail.
int list_coverage(const ListCommandOptions& options) {
  const Expected<FaultCatalogue> catalogue = load_fault_catalogue(options.catalogue);
  if (!catalogue) return report_error(catalogue.error());
  PluginRegistry registry(options.plugins.search());
  const auto plugins = registry.all();
  if (!plugins) return report_error(plugins.error());
  if (options.markdown) {
    write_requirements_page(requirement_coverage(all_suites(), *plugins, *catalogue),
                            unobservable_requirements(all_suites()), std::cout);
    return exit_conforms;
  }
  Table table({"REQUIREMENT", "LEVEL", "PRODUCTS", "FAULTS"});
  std::size_t total = 0, covered = 0;
  for (const RequirementCoverage& row : requirement_coverage(all_suites(), *plugins, *catalogue)) {
    ++total;
    covered += row.faults.empty() ? 0 : 1;
    table.add(
        {row.id, std::string(to_string(row.level)), joined(row.products), joined(row.faults)});
  }
  table.print(std::cout);
  std::cout << "\n" << covered << " of " << total << " requirements are proven able to fail.\n";
  return exit_conforms;
}

}  // namespace

Command add_list_command(CLI::App& app) {
  const auto options = std::make_shared<ListCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "list", "Show targets, products, suites, requirements, faults or their coverage");
  command->require_subcommand(1);
  CLI::App* products =
      command->add_subcommand("products", "The products that there are plugins for");
  CLI::App* suites =
      command->add_subcommand("suites", "The suites and how many requirements they have");
  CLI::App* requirements =
      command->add_subcommand("requirements", "Each requirement with its level and source");
  CLI::App* targets =
      command->add_subcommand("targets", "The targets of a targets file and the suites of each");
  targets->add_option("targets", options->targets_file, "The targets file")
      ->type_name("FILE")
      ->capture_default_str();
  for (CLI::App* choice : {products, suites, requirements, targets}) {
    choice->add_flag("--json", options->json, "For programs");
  }
  CLI::App* faults = command->add_subcommand("faults", "Each fault of the lab and what it breaks");
  CLI::App* coverage =
      command->add_subcommand("coverage", "For each requirement its products and its faults");
  for (CLI::App* choice : {products, targets, coverage}) options->plugins.add_to(*choice);
  options->catalogue = installed_fault_catalogue().string();
  for (CLI::App* choice : {faults, coverage}) {
    choice->add_option("--catalogue", options->catalogue, "The fault catalogue")->type_name("FILE");
  }
  coverage->add_flag("--markdown", options->markdown,
                     "With sources and probes, as docs/requirements.md has it");
  command->footer("Examples:\n  s2sconform list requirements\n  s2sconform list coverage");
  return [options, command] {
    if (command->got_subcommand("products")) return list_products(*options);
    if (command->got_subcommand("targets")) return list_targets(*options);
    if (command->got_subcommand("suites")) return list_suites(*options);
    if (command->got_subcommand("requirements")) return list_requirements(*options);
    if (command->got_subcommand("faults")) return list_faults(*options);
    return list_coverage(*options);
  };
}

}  // namespace s2sconform
