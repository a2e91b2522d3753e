#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <ostream>

#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/progress_line.h"
#include "harness/evidence/evidence_json.h"
#include "harness/run/plan.h"
#include "harness/run/run.h"
#include "reports/console.h"
#include "reports/junit.h"
#include "reports/output_folder.h"
#include "reports/results_json.h"
#include "suites/all_suites.h"
#include "suites/readiness.h"

namespace s2sconform {
namespace {

constexpr int exit_undecided = 3;

struct Options {
  std::string targets_file = "targets.json";
  std::string output = "s2sconform-results";
  Selection selection;
  PluginOptions plugins;
  StateOption state;
  std::string color = "auto";
  bool quiet = false;
};

constexpr std::array report_names{"evidence.jsonl", "junit.xml", "results.json"};

ConsoleOptions console_options(const Options& options) {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  ConsoleOptions console;
  console.color = options.color == "always" ||
                  (options.color == "auto" && terminal && !std::getenv("NO_COLOR"));
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) {
    console.width = size.ws_col;
  }
  return console;
}

Expected<void> write_reports(const OutputFolder& folder, const CompletedRun& completed) {
  const RunResult& result = completed.result;
  Expected<void> written = folder.write("evidence.jsonl", [&](std::ostream& out) {
    for (std::size_t index = 0; index < completed.evidence.size(); ++index) {
      write_evidence(result.targets[index].name, completed.evidence[index], out);
    }
  });
  if (written) {
    written = folder.write("junit.xml", [&](std::ostream& out) { write_junit(result, out); });
  }
  if (written) {
    written =
        folder.write("results.json", [&](std::ostream& out) { write_results_json(result, out); });
  }
  return written;
}

int run_with(const Options& options, int stop_descriptor) {
  const Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return report_error(file.error());
  const std::vector<Suite> suites = all_suites();
  PluginRegistry plugins(options.plugins.search());
  const Expected<Plan> plan = make_plan(file->targets, suites, plugins, options.selection);
  if (!plan) return report_error(plan.error());
  const Expected<OutputFolder> folder = OutputFolder::open(options.output);
  if (!folder) return report_error(folder.error());

  for (const char* name : report_names) {
    const std::filesystem::path report = folder->path() / name;
    if (std::filesystem::exists(report) && !std::filesystem::is_regular_file(report)) {
      return report_error(
          {report.string(), "is in the way of a report", "name another output folder"});
    }
  }

  ProgressLine progress(::isatty(STDERR_FILENO) == 1);
  Expected<CompletedRun> completed = run(*plan,
                                         {.targets_file = options.targets_file,
                                          .required = options.selection.required,
                                          .state_folder = options.state.path(),
                                          .stop_descriptor = stop_descriptor},
                                         progress);
  if (!completed) return report_error(completed.error());
  report_left(completed->left);
  completed->result.readiness = assess_readiness(completed->result);
  if (const Expected<void> written = write_reports(*folder, *completed); !written) {
    return report_error(written.error());
  }
  if (!options.quiet) {
    std::cout << "Reports: " << options.output << "/{results.json,junit.xml,evidence.jsonl}\n";
    write_console_summary(completed->result, console_options(options), std::cout);
    std::cout << std::flush;
    if (!std::cout) {
      return report_error({"standard output", "the summary could not be written",
                           "read it in " + options.output + "/results.json"});
    }
  }
  const int status = exit_status(completed->result);
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
  command
      ->add_option("-o,--output", options->output, "Folder for the reports; made if it is missing")
      ->type_name("DIR")
      ->capture_default_str();
  command
      ->add_option("-t,--target", options->selection.targets,
                   "Only targets of this name or pattern")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command->add_option("-s,--suite", options->selection.suites, "Only suites of this id or pattern")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option("-r,--requirement", options->selection.requirements,
                   "Only requirements of this id or pattern")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command->add_flag("--require{*}", options->selection.required,
                    "What the targets file lacks for a requirement (an identity at some trust "
                    "level, a user) is an error and no skip; --require=PATTERN for some "
                    "requirements");
  command->add_flag("--read-only", options->selection.read_only,
                    "Write nothing into any server; what needs that is skipped and says so");
  options->state.add_to(*command);
  options->plugins.add_to(*command);
  command->add_option("--color", options->color, "Colour the summary")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command->add_flag("-q,--quiet", options->quiet,
                    "No summary; the exit status and the reports tell");
  command->footer(
      "Examples:\n"
      "  s2sconform run                                   all of targets.json\n"
      "  s2sconform run lab/targets.json -o results       another file, another folder\n"
      "  s2sconform run -t 'exchange-*' -s metadata       some targets, one suite\n"
      "  s2sconform run -r metadata.certificate-current   one requirement\n"
      "  s2sconform run --read-only                       write nothing into mailboxes\n"
      "  s2sconform run --require='trust.*'               nightly: nothing left out unnoticed\n\n"
      "Exit status: 0 conforms; 1 a requirement failed; 2 usage or configuration;\n"
      "3 something could not be judged and nothing failed; 130 interrupted, reports written.");
  return [options, stop_descriptor] { return run_with(*options, stop_descriptor); };
}

}  // namespace s2sconform
