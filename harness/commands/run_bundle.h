// The bundle of a run: what judging it again needs, beside the reports.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "harness/commands/evidence_folder.h"
#include "harness/journal/journal.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/run/plan.h"
#include "reports/output_folder.h"

namespace s2sconform {

// Takes away what an earlier run has left in the folder: its manifest first, so that the folder is
// no bundle while it changes, then its reports and archives. Then writes `targets` as targets.json,
// which judging needs: before the run, so that one which is cut off can be reported. Nobody else
// must be writing there.
Expected<void> begin_bundle(const OutputFolder& folder, std::string_view targets);

// The text of a run's targets.json.
Expected<std::string> read_recorded_targets(const std::filesystem::path& folder);

// The probed targets of a run, by name, as its journal has them.
using ProbedTargets = std::map<std::string, TargetProbed>;

// Writes the reports and the manifest, which is a run's last file. The archives, targets.json and
// the journal are there already.
Expected<void> write_bundle(const OutputFolder& folder, const RunResult& result,
                            const ProbedTargets& probed, const Plan& plan,
                            const std::vector<Suite>& suites, const RunHeader& header,
                            PluginRegistry& plugins, const EvidenceFolder& evidence);

// What the run of a journal was asked for.
Selection selection_of(const RunHeader& header);

// An error when the journal in `folder` is of another version or of other suites: their verdicts
// cannot stand beside today's.
Expected<void> check_same_suites(const RunHeader& header, const std::vector<Suite>& suites,
                                 const std::filesystem::path& folder);

}  // namespace s2sconform
