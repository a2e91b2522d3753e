#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "harness/commands/baseline.h"
#include "harness/commands/command.h"
#include "harness/commands/progress_line.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/run_reports.h"
#include "harness/run/run.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

constexpr int exit_undecided = 3;

struct Options {
  std::string targets_file = "targets.json";
  ReportOptions reports{.output = "s2sconform-results", .waivers_file = "", .console = {}};
  Selection selection;
  PluginOptions plugins;
  StateOption state;
  BaselineOptions baseline;
};

int run_with(const Options& options, int stop_descriptor) {
  const Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return report_error(file.error());
  const std::vector<Suite> suites = all_suites();
  PluginRegistry plugins(options.plugins.search());
  const Expected<Plan> plan = make_plan(file->targets, suites, plugins, options.selection);
  if (!plan) return report_error(plan.error());
  const Expected<void> baseline = options.baseline.check();
  if (!baseline) return report_error(baseline.error());
  const Expected<Reporting> reporting = prepare_reporting(options.reports, suites);
  if (!reporting) return report_error(reporting.error());

  ProgressLine progress(::isatty(STDERR_FILENO) == 1);
  Expected<CompletedRun> completed = run(*plan,
                                         {.targets_file = options.targets_file,
                                          .required = options.selection.required,
                                          .state_folder = options.state.path(),
                                          .stop_descriptor = stop_descriptor},
                                         progress);
  if (!completed) return report_error(completed.error());
  report_left(completed->left);
  complete_result(*reporting, file->targets, suites, plugins, completed->result);
  if (const auto cleared = clear_bundle(reporting->folder); !cleared) {
    return report_error(cleared.error());
  }
  auto written = write_reports(reporting->folder, completed->result, completed->evidence);
  if (!written) return report_error(written.error());
  const Expected<void> bundled =
      write_bundle(reporting->folder, *completed, *plan, suites, options.selection, *file, plugins,
                   std::move(*written));
  if (!bundled) return report_error(bundled.error());
  const int status = print_summary(options.reports, completed->result);
  if (const auto recorded = options.baseline.record(completed->result); !recorded) {
    return report_error(recorded.error());
  }
  // Whether an item is left in a mailbox is something that could not be judged.
  return status == exit_conforms && !completed->left.empty() ? exit_undecided : status;
}

}  // namespace

Command add_run_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "run", "Test the targets of a targets file and report a verdict for each requirement");
  command->add_option("targets", options->targets_file, "The targets file")
      ->type_name("FILE")
      ->capture_default_str();
  add_selection_options(*command, options->selection);
  options->reports.add_to(*command);
  command->add_flag("--read-only", options->selection.read_only,
                    "Write nothing into any server; what needs that is skipped and says so");
  options->state.add_to(*command);
  options->plugins.add_to(*command);
  options->baseline.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform run                                   all of targets.json\n"
      "  s2sconform run lab/targets.json -o results       another file, another folder\n"
      "  s2sconform run -t 'exchange-*' -s metadata       some targets, one suite\n"
      "  s2sconform run -r metadata.certificate-current   one requirement\n"
      "  s2sconform run --read-only                       write nothing into mailboxes\n"
      "  s2sconform run --require='trust.*'               nightly: nothing left out unnoticed\n"
      "  s2sconform run --waivers waivers.json            what is known to be broken\n\n"
      "Exit status: 0 conforms; 1 a requirement failed, or a waiver is out of order;\n"
      "2 usage or configuration; 3 something could not be judged and nothing failed;\n"
      "130 interrupted, reports written.");
  return [options, stop_descriptor] { return run_with(*options, stop_descriptor); };
}

}  // namespace s2sconform
