// Reads results.json back, of this version and of earlier ones with the same schema_version.
#pragma once

#include <filesystem>
#include <istream>

#include "harness/base/configuration_error.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

// `path` is a results.json or the folder that has one. On failure the error names the file.
Expected<RunResult> read_results(const std::filesystem::path& path);

// The same from what is open already. `file` is for messages.
Expected<RunResult> read_results(std::istream& in, const std::filesystem::path& file);

}  // namespace s2sconform
