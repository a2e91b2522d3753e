#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "harness/commands/command.h"
#include "harness/commands/evidence_folder.h"
#include "harness/commands/recorded_run.h"
#include "harness/commands/run_bundle.h"
#include "harness/commands/run_reports.h"
#include "harness/commands/shard_folders.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

struct MergeCommandOptions {
  std::vector<std::string> folders;
  ReportOptions reports{.output = "s2sconform-merged", .waivers_file = "", .console = {}};
  PluginOptions plugins;
};

Expected<void> check_output(const MergeCommandOptions& options) {
  for (const std::string& folder : options.folders) {
    std::error_code none;
    if (!std::filesystem::equivalent(folder, options.reports.output, none)) continue;
    return Unexpected(ConfigurationError{
        "option --output", options.reports.output + " is a shard, which is kept as it was written",
        "name another folder"});
  }
  return {};
}

// What a run leaves, but for its targets and reports. `journal` holds the output folder.
Expected<void> fill_folder(const std::vector<ShardFolder>& shards, const OutputFolder& folder,
                           const RunHeader& header, Journal& journal) {
  const Expected<EvidenceFolder> evidence = EvidenceFolder::open(folder);
  if (!evidence) return Unexpected(evidence.error());
  if (auto copied = copy_archives(shards, *evidence); !copied) return copied;
  return append_events(shards, header, journal);
}

int merge(const MergeCommandOptions& options) {
  const Expected<std::vector<ShardFolder>> shards = read_shards(options.folders);
  if (!shards) return report_error(shards.error());
  if (const auto checked = check_output(options); !checked) return report_error(checked.error());
  const std::vector<Suite> suites = all_suites();
  const RunHeader header = merged_header(*shards);
  if (const auto same = check_same_suites(header, suites, shards->front().folder); !same) {
    return report_error(same.error());
  }
  const Expected<Reporting> reporting = prepare_reporting(options.reports, suites);
  if (!reporting) return report_error(reporting.error());
  JournalContent merged;
  const OutputFolder& folder = reporting->folder;
  {
    Expected<Journal> journal = Journal::begin(
        folder.path(), header, [&] { return begin_bundle(folder, shards->front().targets); });
    if (!journal) return report_error(journal.error());
    if (const auto filled = fill_folder(*shards, folder, header, *journal); !filled) {
      return report_error(filled.error());
    }
  }
  const Expected<Journal> journal = Journal::reopen(folder.path(), merged);
  if (!journal) return report_error(journal.error());
  for (const Shard& shard : header.missing_shards) {
    std::cerr << "warning: shard " << shard.text() << " is missing: its "
              << header.division[shard.index - 1].size() << " targets are not judged" << std::endl;
  }
  return report_recorded(options.reports, options.plugins, suites, merged);
}

}  // namespace

Command add_merge_command(CLI::App& app) {
  const auto options = std::make_shared<MergeCommandOptions>();
  CLI::App* command =
      app.add_subcommand("merge", "Make one result of what the shards of a divided run have left");
  command->add_option("folders", options->folders, "The output folders of the shards, in any order")
      ->type_name("DIR")
      ->required();
  options->reports.add_to(*command);
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform merge shard-1 shard-2 shard-3 -o results   all reports of the whole\n"
      "  s2sconform merge shards/* --waivers waivers.json      waivers belong here\n\n"
      "Shards of different targets files, suites, versions or selections are refused. What a "
      "shard\n"
      "that is missing should have judged is an error. Exit status as of 'run'; 3 at least where\n"
      "a shard is missing.");
  return [options] { return merge(*options); };
}

}  // namespace s2sconform
