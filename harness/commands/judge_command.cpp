#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

#include "harness/bundle/bundle.h"
#include "harness/commands/command.h"
#include "harness/commands/run_reports.h"
#include "harness/evidence/server_clock.h"
#include "harness/run/judging.h"
#include "harness/run/shards.h"
#include "harness/suite/suites_hash.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct JudgeCommandOptions {
  std::string bundle;
  ReportOptions reports{.output = "s2sconform-judged", .waivers_file = "", .console = {}};
  Selection selection;
  PluginOptions plugins;
};

// What the run was asked for, but for what is asked for now.
Selection selection_of(const Manifest& manifest, const Selection& asked) {
  const auto either = [](const std::vector<std::string>& now,
                         const std::vector<std::string>& then) { return now.empty() ? then : now; };
  return {either(asked.targets, manifest.selected_targets),
          either(asked.suites, manifest.selected_suites),
          either(asked.requirements, manifest.selected_requirements),
          either(asked.required, manifest.required), manifest.read_only};
}

// Leaves out what needs a probe that did not run.
void leave_out_what_was_not_recorded(const Bundle& bundle, Plan& plan) {
  for (PlannedTarget& planned : plan.targets) {
    const BundledTarget* recorded = bundle.find_target(planned.target->name);
    for (PlannedRequirement& each : planned.requirements) {
      if (!each.left_out.empty()) continue;
      for (const std::string_view probe : each.requirement->probes) {
        const std::string name = std::string(each.suite->id) + "/" + std::string(probe);
        const bool ran = recorded && std::find(recorded->probes.begin(), recorded->probes.end(),
                                               name) != recorded->probes.end();
        if (ran) continue;
        each.left_out =
            "the recording has none of its exchanges: the probe '" + name + "' did not run";
        break;
      }
    }
  }
}

Expected<std::vector<Evidence>> evidence_of(const Bundle& bundle, const Plan& plan) {
  std::vector<Evidence> evidence;
  for (const PlannedTarget& planned : plan.targets) {
    Expected<Evidence> one = bundle.evidence_of(planned.target->name);
    if (!one) return Unexpected(one.error());
    evidence.push_back(std::move(*one));
  }
  return evidence;
}

std::map<std::string, std::chrono::sys_seconds> asked_since(const Manifest& manifest) {
  std::map<std::string, std::chrono::sys_seconds> times;
  for (const BundledTarget& target : manifest.targets) {
    if (!target.asked_since) continue;
    times[target.name] = std::chrono::floor<std::chrono::seconds>(*target.asked_since);
  }
  return times;
}

bool is_same_folder(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code error;
  return std::filesystem::equivalent(one, other, error);
}

int judge_with(const JudgeCommandOptions& options) {
  const Expected<Bundle> bundle = Bundle::open(options.bundle);
  if (!bundle) return report_error(bundle.error());
  if (is_same_folder(options.bundle, options.reports.output)) {
    return report_error({"option --output", "is the bundle, which is kept as it was written",
                         "name another folder"});
  }
  const Manifest& manifest = bundle->manifest();
  const Expected<std::string> text = bundle->read("targets.json");
  if (!text) return report_error(text.error());
  const Expected<TargetsFile> file =
      parse_recorded_targets(*text, bundle->folder() / "targets.json");
  if (!file) return report_error(file.error());
  const std::vector<Suite> suites = all_suites();
  PluginRegistry plugins(options.plugins.search());
  Expected<Plan> plan =
      make_plan(file->targets, suites, plugins, selection_of(manifest, options.selection));
  if (!plan) return report_error(plan.error());
  if (manifest.shard) keep_targets(manifest.shard->targets, *plan);
  if (plan->targets.empty() && !manifest.shard->targets.empty()) {
    return report_error({options.bundle,
                         "nothing to judge: it is one shard of a run, without the "
                         "targets that are selected",
                         "judge another shard, or what 's2sconform merge' has made of all"});
  }
  leave_out_what_was_not_recorded(*bundle, *plan);
  const Expected<std::vector<Evidence>> evidence = evidence_of(*bundle, *plan);
  if (!evidence) return report_error(evidence.error());
  const Expected<Reporting> reporting = prepare_reporting(options.reports, suites);
  if (!reporting) return report_error(reporting.error());

  RunResult result;
  result.run_id = manifest.run_id;
  result.harness_version = S2SCONFORM_VERSION;
  result.targets_file = manifest.targets_file;
  result.recording = options.bundle;
  result.started = manifest.started;
  result.ended = manifest.ended;
  result.interrupted = manifest.interrupted;
  for (std::size_t index = 0; index < plan->targets.size(); ++index) {
    result.targets.push_back(summary_of(plan->targets[index]));
    note_clock(server_clock_offset((*evidence)[index]), result.targets.back());
  }
  if (manifest.shard) result.shard = Shard{manifest.shard->index, manifest.shard->total};
  for (const BundledShard& shard : manifest.missing_shards) {
    result.missing_shards.push_back({shard.index, shard.total});
  }
  const bool same_suites = manifest.suites_sha256 == suites_hash(suites) &&
                           manifest.harness_version == S2SCONFORM_VERSION;
  judge_plan(*plan, *evidence,
             {.now = std::chrono::floor<std::chrono::seconds>(manifest.started),
              .required = selection_of(manifest, options.selection).required,
              .recorded_by_others = !same_suites,
              .asked_since = asked_since(manifest)},
             [&](Verdict verdict) { result.verdicts.add(std::move(verdict)); });
  complete_result(*reporting, file->targets, suites, plugins, result);
  const auto written = write_reports(reporting->folder, result, [&](const std::string& target) {
    return bundle->evidence_of(target).value_or(Evidence());
  });
  if (!written) return report_error(written.error());
  return print_summary(options.reports, result);
}

}  // namespace

Command add_judge_command(CLI::App& app) {
  const auto options = std::make_shared<JudgeCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "judge", "Judge a recorded run again, without the network, with the suites of today");
  command
      ->add_option("--evidence", options->bundle,
                   "The bundle: the output folder of a run, with its manifest.json")
      ->type_name("BUNDLE")
      ->required();
  add_selection_options(*command, options->selection);
  options->reports.add_to(*command);
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform judge --evidence s2sconform-results         the same verdicts again\n"
      "  s2sconform judge --evidence before -s metadata -o now  one suite of another recording\n\n"
      "What was not recorded is skipped and says so. Dates are judged against the time of the\n"
      "recording. Exit status as of 'run'.");
  return [options] { return judge_with(*options); };
}

}  // namespace s2sconform
