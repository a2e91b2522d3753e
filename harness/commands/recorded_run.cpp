#include "harness/commands/recorded_run.h"

#include "harness/commands/evidence_folder.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/shard_options.h"
#include "harness/run/run.h"

namespace s2sconform {

int report_recorded(const ReportOptions& options, const PluginOptions& plugin_options,
                    const std::vector<Suite>& suites, const JournalContent& recorded) {
  const std::filesystem::path folder = options.output;
  const std::filesystem::path targets_file = folder / "targets.json";
  const Expected<std::string> text = read_recorded_targets(folder);
  if (!text) return report_error(text.error());
  const Expected<TargetsFile> file = parse_recorded_targets(*text, targets_file);
  if (!file) return report_error(file.error());
  PluginRegistry plugins(plugin_options.search());
  Expected<Plan> plan = make_plan(file->targets, suites, plugins, selection_of(recorded.header));
  if (!plan) return report_error(plan.error());
  keep_shard(recorded.header, *plan);
  const Expected<Reporting> reporting = prepare_reporting(options, suites);
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
  return print_summary(options, result);
}

}  // namespace s2sconform
