// Reports a run from what its output folder holds: its journal, targets.json, and the archives.
#pragma once

#include <vector>

#include "harness/commands/common_options.h"
#include "harness/commands/run_reports.h"
#include "harness/journal/journal.h"
#include "harness/suite/suite.h"

namespace s2sconform {

// Writes the reports and the manifest, and the summary. `recorded` is what the journal in the
// output folder holds; nobody else may be writing there. Returns the exit status.
int report_recorded(const ReportOptions& options, const PluginOptions& plugin_options,
                    const std::vector<Suite>& suites, const JournalContent& recorded);

}  // namespace s2sconform
