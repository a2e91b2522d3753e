#include <CLI/CLI.hpp>
#include <memory>

#include "harness/base/bounded_file.h"
#include "harness/commands/command.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/run_reports.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

constexpr std::size_t largest_targets_file = 64 * 1024 * 1024;

struct Options {
  ReportOptions reports{.output = "s2sconform-results", .waivers_file = "", .console = {}};
  PluginOptions plugins;
};

int report_with(const Options& options) {
  const std::filesystem::path folder = options.reports.output;
  JournalContent recorded;
  const Expected<Journal> journal = Journal::reopen(folder, recorded);
  if (!journal) return report_error(journal.error());
  const std::vector<Suite> suites = all_suites();
  if (const auto same = check_same_suites(recorded.header, suites, folder); !same) {
    return report_error(same.error());
  }
  const std::filesystem::path targets_file = folder / "targets.json";
  const auto text = read_bounded_file(targets_file, largest_targets_file);
  if (!text) {
    return report_error({targets_file.string(), text.error().text, "run again"});
  }
  const Expected<TargetsFile> file = parse_recorded_targets(*text, targets_file);
  if (!file) return report_error(file.error());
  PluginRegistry plugins(options.plugins.search());
  const Expected<Plan> plan =
      make_plan(file->targets, suites, plugins, selection_of(recorded.header));
  if (!plan) return report_error(plan.error());
  const Expected<Reporting> reporting = prepare_reporting(options.reports, suites);
  if (!reporting) return report_error(reporting.error());
  const Expected<EvidenceFolder> evidence = EvidenceFolder::open(reporting->folder);
  if (!evidence) return report_error(evidence.error());
  reporting->folder.remove_leftovers();

  RunResult result = result_of(*plan, recorded);
  complete_result(*reporting, file->targets, suites, plugins, result);
  ProbedTargets probed;
  for (const auto& [name, target] : recorded.probed) {
    if (evidence->holds(target)) probed.emplace(name, target);
  }
  const auto bundled = write_bundle(reporting->folder, result, probed, *plan, suites,
                                    recorded.header, plugins, *evidence);
  if (!bundled) return report_error(bundled.error());
  return print_summary(options.reports, result);
}

}  // namespace

Command add_report_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "report", "Report a run as far as its journal has it, without asking anybody");
  command->add_option("folder", options->reports.output, "The output folder of the run")
      ->type_name("DIR")
      ->capture_default_str();
  options->reports.add_without_output_to(*command);
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform report                          of a run that was killed: what it knew\n"
      "  s2sconform report results --waivers w.json the same verdicts with other waivers\n\n"
      "What was not judged is an error that says so; 's2sconform run --resume' goes on with it.\n"
      "Exit status as of 'run'.");
  return [options] { return report_with(*options); };
}

}  // namespace s2sconform
