#include <CLI/CLI.hpp>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>

#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/coverage.h"
#include "harness/commands/fault_catalogue.h"
#include "harness/run/plan.h"
#include "reports/requirements_page.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct Options {
  PluginOptions plugins;
  std::string catalogue;
  bool markdown = false;
};

// Columns of text, each as wide as its widest cell but the last.
class Table {
 public:
  explicit Table(std::vector<std::string> head) { rows_.push_back(std::move(head)); }

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  void print() const {
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const auto& row : rows_) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        widths[column] = std::max(widths[column], row[column].size());
      }
    }
    for (const auto& row : rows_) {
      for (std::size_t column = 0; column + 1 < row.size(); ++column) {
        std::cout << std::left << std::setw(static_cast<int>(widths[column] + 2)) << row[column];
      }
      std::cout << row.back() << "\n";
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all.empty() ? "-" : all;
}

int list_products(const Options& options) {
  PluginRegistry registry(options.plugins.search());
  const auto plugins = registry.all();
  if (!plugins) return report_error(plugins.error());
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
  table.print();
  return exit_conforms;
}

int list_suites() {
  Table table({"SUITE", "REQUIREMENTS", "MUST", "NAME"});
  for (const Suite& suite : all_suites()) {
    const auto musts = std::count_if(
        suite.requirements.begin(), suite.requirements.end(),
        [](const Requirement& requirement) { return requirement.level == Level::must; });
    table.add({std::string(suite.id), std::to_string(suite.requirements.size()),
               std::to_string(musts), std::string(suite.display_name)});
  }
  table.print();
  return exit_conforms;
}

int list_requirements() {
  Table table({"REQUIREMENT", "LEVEL", "BASIS", "SOURCE", "SENTENCE"});
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      table.add({std::string(requirement.id), std::string(to_string(requirement.level)),
                 std::string(to_string(requirement.basis)), std::string(requirement.source),
                 std::string(requirement.sentence)});
    }
  }
  table.print();
  std::cout << "\nNot observable from outside a server:\n";
  for (const Suite& suite : all_suites()) {
    for (const Unobservable& row : suite.unobservable) {
      std::cout << "  " << row.id << ": " << row.sentence << " (" << row.reason << ")\n";
    }
  }
  return exit_conforms;
}

int list_faults(const Options& options) {
  const Expected<FaultCatalogue> catalogue = load_fault_catalogue(options.catalogue);
  if (!catalogue) return report_error(catalogue.error());
  Table table({"FAULT", "BREAKS", "WHAT THE LAB DOES"});
  for (const Fault& fault : catalogue->faults) {
    table.add({fault.name, joined(fault.breaks), fault.description});
  }
  table.print();
  return exit_conforms;
}

// For each requirement: the products that it binds, and the faults that prove that it can fail.
int list_coverage(const Options& options) {
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
  table.print();
  std::cout << "\n" << covered << " of " << total << " requirements are proven able to fail.\n";
  return exit_conforms;
}

}  // namespace

Command add_list_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("list", "Show products, suites, requirements, faults or their coverage");
  command->require_subcommand(1);
  CLI::App* products =
      command->add_subcommand("products", "The products that there are plugins for");
  command->add_subcommand("suites", "The suites and how many requirements they have");
  command->add_subcommand("requirements", "Each requirement with its level and source");
  CLI::App* faults = command->add_subcommand("faults", "Each fault of the lab and what it breaks");
  CLI::App* coverage =
      command->add_subcommand("coverage", "For each requirement its products and its faults");
  for (CLI::App* choice : {products, coverage}) options->plugins.add_to(*choice);
  options->catalogue = installed_fault_catalogue().string();
  for (CLI::App* choice : {faults, coverage}) {
    choice->add_option("--catalogue", options->catalogue, "The fault catalogue")->type_name("FILE");
  }
  coverage->add_flag("--markdown", options->markdown,
                     "With sources and probes, as docs/requirements.md has it");
  command->footer("Examples:\n  s2sconform list requirements\n  s2sconform list coverage");
  return [options, command] {
    if (command->got_subcommand("products")) return list_products(*options);
    if (command->got_subcommand("suites")) return list_suites();
    if (command->got_subcommand("requirements")) return list_requirements();
    if (command->got_subcommand("faults")) return list_faults(*options);
    return list_coverage(*options);
  };
}

}  // namespace s2sconform
