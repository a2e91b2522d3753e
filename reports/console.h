// The summary that a person reads after a run.
#pragma once

#include <iosfwd>

#include "harness/verdict/run_result.h"
#include "reports/console_page.h"

namespace s2sconform {

// write_console_summary writes, in this order: the table of targets and suites; each fail, each
// error, each warning, with what to do; each waiver that is out of order; skipped and waived
// verdicts summed by their reasons; the readiness of features; and, as the last line, the result in
// a sentence. That line is not wrapped, so that a script can search for it. Identical verdicts of
// several targets are one entry. Nothing that a server sent is shown at more than 200 characters,
// can begin a line, or can change a terminal.
void write_console_summary(const RunResult& run, const ConsoleOptions& options, std::ostream& out);

}  // namespace s2sconform
