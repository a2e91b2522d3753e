// A comparison of two runs, as text, JSON, JUnit and a page.
#pragma once

#include <iosfwd>

#include "harness/comparison/comparison.h"
#include "reports/console_page.h"

namespace s2sconform {

// Writes what broke first, each with what to do; then what else changed, folded; and, as the last
// line, the result in a sentence.
void write_comparison_summary(const Comparison& comparison, const ConsoleOptions& options,
                              std::ostream& out);

// comparison.json, described by comparison.schema.json.
void write_comparison_json(const Comparison& comparison, std::ostream& out);

// A case for each verdict of the run after, and for those that are gone: a regression fails, what
// became an error is one, what is gone is skipped; all others pass, and say in system-out what
// changed. In the strict profile (reports/junit.h).
void write_comparison_junit(const Comparison& comparison, std::ostream& out);

// comparison.html: one file that loads nothing.
void write_comparison_html(const Comparison& comparison, std::ostream& out);

// "2 regressions, 1 repair; 93 unchanged; the behaviour changed in 4 ways"
std::string comparison_sentence(const Comparison& comparison);

}  // namespace s2sconform
