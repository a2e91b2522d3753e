// The table of the console summary: a row a target, a column a suite, the counts in the cells.
#pragma once

#include "harness/verdict/run_result.h"
#include "reports/console_page.h"

namespace s2sconform {

// write_console_table writes the targets in their order and the suites in the order in which they
// first occur. Suites that do not fit in the width follow in a further table below. Of more than 40
// targets, only those with a fail, an error or a warning are listed; the others are counted in a
// line.
void write_console_table(const RunResult& run, ConsolePage& page);

}  // namespace s2sconform
