#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "harness/base/guid.h"
#include "harness/commands/baseline.h"
#include "harness/commands/command.h"
#include "harness/commands/evidence_folder.h"
#include "harness/commands/progress_line.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/run_reports.h"
#include "harness/commands/shard_options.h"
#include "harness/commands/worker_options.h"
#include "harness/run/run.h"
#include "harness/suite/suites_hash.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct RunCommandOptions {
  std::string targets_file;  // empty: targets.json, or the resumed run's
  bool resume = false;
  ReportOptions reports{.output = "s2sconform-results", .waivers_file = "", .console = {}};
  Selection selection;
  ShardOptions shard;
  PluginOptions plugins;
  StateOption state;
  BaselineOptions baseline;
  WorkerOptions workers;
};

RunHeader header_of(const RunCommandOptions& options, const TargetsFile& file,
                    const std::vector<Suite>& suites) {
  RunHeader header;
  header.run_id = random_guid();
  header.harness_version = S2SCONFORM_VERSION;
  header.suites_sha256 = suites_hash(suites);
  header.targets_file = options.targets_file;
  std::error_code ignored;
  header.working_folder = std::filesystem::current_path(ignored).string();
  header.targets_sha256 = file.sha256;
  header.started = std::chrono::system_clock::now();
  header.selected_targets = options.selection.targets;
  header.selected_suites = options.selection.suites;
  header.selected_requirements = options.selection.requirements;
  header.required = options.selection.required;
  header.read_only = options.selection.read_only;
  return header;
}

// A worker that died is told, whatever came of its targets afterwards.
void report_deaths(const std::vector<WorkerDied>& deaths) {
  constexpr std::size_t most_names = 3;
  for (const WorkerDied& death : deaths) {
    std::string names;
    for (std::size_t number = 0; number < std::min(death.targets.size(), most_names); ++number) {
      names += (number == 0 ? "" : ", ") + death.targets[number];
    }
    if (death.targets.size() > most_names) {
      names += " and " + std::to_string(death.targets.size() - most_names) + " more";
    }
    std::cerr << "warning: a worker process " << death.how << " (" << names << ")" << std::endl;
  }
}

// What a run needs beside its plan.
struct Preparation {
  TargetsFile file;
  Plan plan;
  Reporting reporting;
};

Expected<Preparation> prepare(const RunCommandOptions& options, const std::vector<Suite>& suites,
                              PluginRegistry& plugins) {
  Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return Unexpected(file.error());
  // The plan points at the targets, which stay where they are when their file is moved.
  Expected<Plan> plan = make_plan(file->targets, suites, plugins, options.selection);
  if (!plan) return Unexpected(plan.error());
  if (const auto baseline = options.baseline.check(); !baseline) {
    return Unexpected(baseline.error());
  }
  Expected<Reporting> reporting = prepare_reporting(options.reports, suites);
  if (!reporting) return Unexpected(reporting.error());
  return Preparation{std::move(*file), std::move(*plan), std::move(*reporting)};
}

int carry_out(const RunCommandOptions& options, const Preparation& prepared,
              const std::vector<Suite>& suites, const Sharding& sharding, PluginRegistry& plugins,
              Journal& journal, const JournalContent& recorded, int stop_descriptor) {
  const Plan& plan = prepared.plan;
  const OutputFolder& folder = prepared.reporting.folder;
  const RunHeader& header = recorded.header;
  const Expected<EvidenceFolder> evidence = EvidenceFolder::open(folder);
  if (!evidence) return report_error(evidence.error());
  ProgressLine progress(::isatty(STDERR_FILENO) == 1);
  Expected<CompletedRun> completed = run(plan,
                                         {.run_id = header.run_id,
                                          .started = header.started,
                                          .targets_file = header.targets_file,
                                          .required = header.required,
                                          .state_folder = options.state.path(),
                                          .evidence = &*evidence,
                                          .workers = options.workers.count(),
                                          .costs = sharding.costs(plan),
                                          .worker_limits = options.workers.limits(),
                                          .stop_descriptor = stop_descriptor},
                                         journal, recorded, progress);
  if (!completed) return report_error(completed.error());
  report_deaths(completed->deaths);
  report_left(completed->left);
  complete_result(prepared.reporting, prepared.file.targets, suites, plugins, completed->result);
  const auto bundled = write_bundle(folder, completed->result, completed->probed, plan, suites,
                                    header, plugins, *evidence);
  if (!bundled) return report_error(bundled.error());
  const int status = print_summary(options.reports, completed->result);
  if (const auto recorded_failures = options.baseline.record(completed->result);
      !recorded_failures) {
    return report_error(recorded_failures.error());
  }
  // Whether an item is left in a mailbox is something that could not be judged.
  return status == exit_conforms && !completed->left.empty() ? exit_undecided : status;
}

int run_anew(RunCommandOptions options, int stop_descriptor) {
  if (options.targets_file.empty()) options.targets_file = "targets.json";
  const std::vector<Suite> suites = all_suites();
  PluginRegistry plugins(options.plugins.search());
  const Expected<Sharding> sharding = options.shard.read();
  if (!sharding) return report_error(sharding.error());
  Expected<Preparation> prepared = prepare(options, suites, plugins);
  if (!prepared) return report_error(prepared.error());
  JournalContent nothing;
  nothing.header = header_of(options, prepared->file, suites);
  sharding->choose_targets(prepared->plan, nothing.header);
  const OutputFolder& folder = prepared->reporting.folder;
  Expected<Journal> journal = Journal::begin(folder.path(), nothing.header, [&] {
    return begin_bundle(folder, prepared->file.recordable);
  });
  if (!journal) return report_error(journal.error());
  return carry_out(options, *prepared, suites, *sharding, plugins, *journal, nothing,
                   stop_descriptor);
}

int resume(RunCommandOptions options, int stop_descriptor) {
  const std::filesystem::path folder = options.reports.output;
  JournalContent recorded;
  Expected<Journal> journal = Journal::reopen(folder, recorded);
  if (!journal) return report_error(journal.error());
  const std::vector<Suite> suites = all_suites();
  const RunHeader& header = recorded.header;
  if (const auto same = check_same_suites(header, suites, folder); !same) {
    return report_error(same.error());
  }
  if (!header.division.empty() && !header.shard) {
    return report_error({(folder / journal_name).string(), "was merged of several shards",
                         "resume the shard that was cut off, in its own folder, and merge again"});
  }
  const Expected<Sharding> sharding = options.shard.read();
  if (!sharding) return report_error(sharding.error());
  if (options.targets_file.empty()) {
    options.targets_file =
        (std::filesystem::path(header.working_folder) / header.targets_file).string();
  }
  options.selection = selection_of(header);
  PluginRegistry plugins(options.plugins.search());
  Expected<Preparation> prepared = prepare(options, suites, plugins);
  if (!prepared) return report_error(prepared.error());
  if (prepared->file.sha256 != header.targets_sha256) {
    return report_error({options.targets_file, "has changed since the run that is to be resumed",
                         "run again without --resume"});
  }
  prepared->reporting.folder.remove_leftovers();
  keep_shard(header, prepared->plan);
  return carry_out(options, *prepared, suites, *sharding, plugins, *journal, recorded,
                   stop_descriptor);
}

}  // namespace

Command add_run_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<RunCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "run", "Test the targets of a targets file and report a verdict for each requirement");
  command->add_option("targets", options->targets_file, "The targets file [targets.json]")
      ->type_name("FILE");
  add_selection_options(*command, options->selection);
  CLI::Option* resumes = command->add_flag(
      "--resume", options->resume,
      "Finish the run in the output folder that was cut off or stopped: what was judged is kept");
  options->reports.add_to(*command);
  command->add_flag("--read-only", options->selection.read_only,
                    "Write nothing into any server; what needs that is skipped and says so");
  options->shard.add_to(*command);
  options->state.add_to(*command);
  options->plugins.add_to(*command);
  options->baseline.add_to(*command);
  options->workers.add_to(*command);
  for (const char* name :
       {"--target", "--suite", "--requirement", "--require", "--read-only", "--shard"}) {
    resumes->excludes(command->get_option(name));  // they are the resumed run's
  }
  command->footer(
      "Examples:\n"
      "  s2sconform run                                   all of targets.json\n"
      "  s2sconform run lab/targets.json -o results       another file, another folder\n"
      "  s2sconform run -t 'exchange-*' -s metadata       some targets, one suite\n"
      "  s2sconform run -r metadata.certificate-current   one requirement\n"
      "  s2sconform run --read-only                       write nothing into mailboxes\n"
      "  s2sconform run --require='trust.*'               nightly: nothing left out unnoticed\n"
      "  s2sconform run --waivers waivers.json            what is known to be broken\n"
      "  s2sconform run --shard 2/3 -o shard-2            a part of the targets; merge joins them\n"
      "  s2sconform run --timings last-night              the slowest targets first\n"
      "  s2sconform run --resume                          finish a run that was cut off\n\n"
      "Exit status: 0 conforms; 1 a requirement failed, or a waiver is out of order;\n"
      "2 usage or configuration; 3 something could not be judged and nothing failed;\n"
      "130 interrupted, reports written.");
  return [options, stop_descriptor] {
    return options->resume ? resume(*options, stop_descriptor)
                           : run_anew(*options, stop_descriptor);
  };
}

}  // namespace s2sconform
