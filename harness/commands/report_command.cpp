#include <CLI/CLI.hpp>
#include <memory>

#include "harness/commands/command.h"
#include "harness/commands/recorded_run.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/run_reports.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct ReportCommandOptions {
  ReportOptions reports{.output = "s2sconform-results", .waivers_file = "", .console = {}};
  PluginOptions plugins;
};

int report_with(const ReportCommandOptions& options) {
  const std::filesystem::path folder = options.reports.output;
  JournalContent recorded;
  const Expected<Journal> journal = Journal::reopen(folder, recorded);
  if (!journal) return report_error(journal.error());
  const std::vector<Suite> suites = all_suites();
  if (const auto same = check_same_suites(recorded.header, suites, folder); !same) {
    return report_error(same.error());
  }
  return report_recorded(options.reports, options.plugins, suites, recorded);
}

}  // namespace

Command add_report_command(CLI::App& app) {
  const auto options = std::make_shared<ReportCommandOptions>();
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
