// docs/requirements.md: every requirement, where it is written, and what proves that it can fail.
#pragma once

#include <iosfwd>
#include <vector>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// Writes Markdown, a table a suite; each row names the check's test in CTest's and GoogleTest's
// terms by its id, its probes and its faults. Verdicts are not shown.
void write_requirements_page(const std::vector<RequirementCoverage>& requirements,
                             const std::vector<UnobservableRequirement>& unobservable,
                             std::ostream& out);

}  // namespace s2sconform
