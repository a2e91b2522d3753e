// Reads results.json back, of this version and of earlier ones with the same schema_version.
#pragma once

#include <filesystem>
#include <functional>
#include <istream>

#include "harness/base/configuration_error.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

// Is given each verdict as soon as it is read, so that no more than one is held. It may move the
// verdict away.
using VerdictReceiver = std::function<void(Verdict& verdict)>;

// `path` is a results.json or the folder that has one. Each verdict is handed to `receive`, and the
// run that is returned has none. On failure the error names the file, and verdicts may have been
// handed over.
Expected<RunResult> read_results(const std::filesystem::path& path, const VerdictReceiver& receive);

// The same from what is open already. `file` is for messages.
Expected<RunResult> read_results(std::istream& in, const std::filesystem::path& file,
                                 const VerdictReceiver& receive);

// The same, with the verdicts in the run.
Expected<RunResult> read_results(const std::filesystem::path& path);
Expected<RunResult> read_results(std::istream& in, const std::filesystem::path& file);

}  // namespace s2sconform
