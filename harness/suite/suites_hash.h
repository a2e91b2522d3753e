// Whether two runs were judged by the same suites.
#pragma once

#include <string>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform {

// SHA-256 over everything that the suites declare: ids, levels, sentences, sources, probes. Checks
// are code and not in it: the harness's version stands beside it wherever it is compared.
std::string suites_hash(const std::vector<Suite>& suites);

}  // namespace s2sconform
