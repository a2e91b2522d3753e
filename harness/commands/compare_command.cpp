#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <utility>

#include "harness/bundle/bundle.h"
#include "harness/commands/command.h"
#include "harness/commands/run_reports.h"
#include "harness/comparison/comparison.h"
#include "reports/comparison_reports.h"
#include "reports/results_reader.h"

namespace s2sconform {
namespace {

struct CompareCommandOptions {
  std::string before;
  std::string after;
  std::string output;
  std::vector<std::string> target_aliases;
  std::vector<std::string> requirement_aliases;
  ConsoleChoice console;
};

// "old=new" of each option.
Expected<void> add_aliases(const char* option, const std::vector<std::string>& given,
                           std::map<std::string, std::string>& aliases) {
  for (const std::string& text : given) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals + 1 == text.size()) {
      return Unexpected(ConfigurationError{std::string("option ") + option,
                                           "'" + text + "' is no pair of names", "write OLD=NEW"});
    }
    if (!aliases.emplace(text.substr(0, equals), text.substr(equals + 1)).second) {
      return Unexpected(ConfigurationError{std::string("option ") + option,
                                           "'" + text.substr(0, equals) + "' has two new names",
                                           "name one"});
    }
  }
  return {};
}

Expected<void> compare_bundles(const CompareCommandOptions& options, const Aliases& aliases,
                               Comparison& comparison) {
  for (const std::string& side : {options.before, options.after}) {
    if (!std::filesystem::exists(std::filesystem::path(side) / "manifest.json")) {
      comparison.behaviour_not_compared = side + " has no manifest.json with exchanges";
      return {};
    }
  }
  const Expected<Bundle> before = Bundle::open(options.before);
  if (!before) return Unexpected(before.error());
  const Expected<Bundle> after = Bundle::open(options.after);
  if (!after) return Unexpected(after.error());
  return compare_behaviour([&](const std::string& target) { return before->evidence_of(target); },
                           [&](const std::string& target) { return after->evidence_of(target); },
                           aliases, comparison);
}

Expected<void> write_files(const std::string& output, const Comparison& comparison) {
  if (output.empty()) return {};
  const Expected<OutputFolder> folder = OutputFolder::open(output);
  if (!folder) return Unexpected(folder.error());
  const std::vector<std::pair<std::string, std::function<void(std::ostream&)>>> files{
      {"comparison.json", [&](std::ostream& out) { write_comparison_json(comparison, out); }},
      {"comparison.html", [&](std::ostream& out) { write_comparison_html(comparison, out); }},
      {"comparison.junit.xml",
       [&](std::ostream& out) { write_comparison_junit(comparison, out); }}};
  for (const auto& [name, writer] : files) {
    const auto written = folder->write(name, writer);
    if (!written) return Unexpected(written.error());
  }
  std::cout << "Reports: " << output << "/{comparison.html,comparison.json,comparison.junit.xml}\n";
  return {};
}

int compare(const CompareCommandOptions& options) {
  Aliases aliases;
  Expected<void> ready = add_aliases("--target-alias", options.target_aliases, aliases.targets);
  if (ready) {
    ready = add_aliases("--requirement-alias", options.requirement_aliases, aliases.requirements);
  }
  if (!ready) return report_error(ready.error());
  Expected<RunResult> before = read_results(options.before);
  if (!before) return report_error(before.error());
  Expected<RunResult> after = read_results(options.after);
  if (!after) return report_error(after.error());
  aliases.add_declared(*after);
  Comparison comparison = compare_runs(*std::move(before), *std::move(after), aliases);
  if (const auto compared = compare_bundles(options, aliases, comparison); !compared) {
    return report_error(compared.error());
  }
  if (const auto written = write_files(options.output, comparison); !written) {
    return report_error(written.error());
  }
  if (!options.console.quiet) {
    write_comparison_summary(comparison, options.console.options(), std::cout);
    std::cout << std::flush;
  }
  return exit_status(comparison);
}

}  // namespace

Command add_compare_command(CLI::App& app) {
  const auto options = std::make_shared<CompareCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "compare", "Compare two runs: what an upgrade has broken, repaired or changed");
  command
      ->add_option("before", options->before,
                   "The output folder of the run before, or its results.json")
      ->type_name("BEFORE")
      ->required();
  command->add_option("after", options->after, "Likewise of the run after")
      ->type_name("AFTER")
      ->required();
  command
      ->add_option("-o,--output", options->output,
                   "Folder for comparison.html, .json and .junit.xml; without it none are written")
      ->type_name("DIR");
  command
      ->add_option("--target-alias", options->target_aliases,
                   "A target that had another name before; a targets file says it with "
                   "former_names")
      ->type_name("OLD=NEW")
      ->allow_extra_args(false);
  command
      ->add_option("--requirement-alias", options->requirement_aliases,
                   "A requirement that had another id before")
      ->type_name("OLD=NEW")
      ->allow_extra_args(false);
  options->console.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform run -o before        (the upgrade)        s2sconform run -o after\n"
      "  s2sconform compare before after\n"
      "  s2sconform compare before after -o comparison --target-alias "
      "exchange-2016=exchange-2019\n\n"
      "Exit status: 0 nothing broke; 1 a requirement fails that did not fail before; 2 usage or\n"
      "configuration; 3 nothing fails anew, but something can no longer be judged.");
  return [options] { return compare(*options); };
}

}  // namespace s2sconform
