// The bundle of a run: what judging it again needs, beside the reports.
#pragma once

#include "harness/bundle/manifest.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/run/plan.h"
#include "harness/run/run.h"
#include "harness/targets/targets_file.h"
#include "reports/output_folder.h"

namespace s2sconform {

// Takes the manifest of an earlier run away, so that the folder is no bundle while it changes, and
// the archives that it names.
Expected<void> clear_bundle(const OutputFolder& folder);

// Writes targets.json, the archives, and the manifest last. `reports` are the files that are there
// already.
Expected<void> write_bundle(const OutputFolder& folder, const CompletedRun& completed,
                            const Plan& plan, const std::vector<Suite>& suites,
                            const Selection& selection, const TargetsFile& targets,
                            PluginRegistry& plugins, std::vector<BundledFile> reports);

}  // namespace s2sconform
