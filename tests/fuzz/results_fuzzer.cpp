// The verdicts of a run, as `compare` and `waive` read them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "reports/results_json.h"
#include "reports/results_reader.h"

namespace {

std::string text_of(const s2sconform::RunResult& run) {
  std::ostringstream out;
  s2sconform::write_results_json(run, out);
  return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  const auto run = s2sconform::read_results(in, "results.json");
  if (!run) {
    if (run.error().problem.empty()) std::abort();
    return 0;
  }
  const std::string written = text_of(*run);
  std::istringstream again_in(written);
  const auto again = s2sconform::read_results(again_in, "results.json");
  if (!again || text_of(*again) != written) std::abort();
  return 0;
}
