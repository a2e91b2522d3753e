// Runs and evidence of any size for what is measured: alike in every build.
#pragma once

#include <cstddef>
#include <string>

#include "harness/evidence/exchange.h"
#include "harness/verdict/run_result.h"

namespace s2sconform::bench {

// So many verdicts, 200 a target in four suites. Of 100 four fail, two are warnings and ten are
// skipped; `seed` moves which.
RunResult generated_run(std::size_t verdicts, std::size_t seed);

// Exchanges with a metadata document and an access token, as a target's evidence has them.
Evidence generated_evidence(std::size_t exchanges);

// A compact JWS in shape, of no key.
std::string generated_token();

}  // namespace s2sconform::bench
