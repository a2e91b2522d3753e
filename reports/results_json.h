// results.json: everything of a run, for programs. reports/results.schema.json describes it.
#pragma once

#include <iosfwd>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// write_results_json writes `run` whole: no value is cut, whatever its length. Members come in a
// fixed order, so two files can be compared line by line. Times are ISO 8601 UTC with milliseconds,
// durations are seconds. Bytes that are not UTF-8 are written as the visible text \xFF.
void write_results_json(const RunResult& run, std::ostream& out);

}  // namespace s2sconform
