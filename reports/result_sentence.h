// The result of a run in a sentence.
#pragma once

#include <string>

#include "harness/verdict/run_result.h"

namespace s2sconform {

// "does not conform: 2 requirements failed, 1 warning; 93 passed, 4 skipped"
std::string result_sentence(const RunResult& run);

// "1 warning", "2 warnings"
std::string counted(std::size_t count, const std::string& singular, const std::string& plural);

}  // namespace s2sconform
