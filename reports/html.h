// report.html: a run as a page that people look at. One file: it loads nothing and sends nothing.
//
// Its head, the matrix of targets (of products, where there are many) and suites, readiness,
// waivers and the run's own data stand in the page as they are. The verdicts, their exchanges and
// the coverage are data in it, which its script (page/page.js) shows as they are asked for, so that
// 50,000 verdicts open at once.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "harness/evidence/exchange.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

// The evidence of a target, by its name. Asked for one target at a time, some twice, so that a
// large run's is never held at once.
using EvidenceSource = std::function<Evidence(const std::string& target)>;

// write_html writes `run`. Bodies of exchanges are cut at 4,000 bytes. Exchanges of what is broken
// come first; those of the others are left to the archives when all together are more than 24 MiB.
void write_html(const RunResult& run, const EvidenceSource& evidence, std::ostream& out);

}  // namespace s2sconform
