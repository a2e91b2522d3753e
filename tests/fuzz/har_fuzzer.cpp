// An archive that somebody else may have edited. What can be read can be written, and is the same
// again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include "harness/evidence/har.h"
#include "harness/evidence/server_clock.h"

namespace {

std::string har_of(const s2sconform::Evidence& evidence) {
  std::ostringstream out;
  s2sconform::write_har("target", evidence, "1", out);
  return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto evidence = s2sconform::read_har(text, "x.har");
  if (!evidence) {
    if (evidence.error().problem.empty()) std::abort();
    return 0;
  }
  static_cast<void>(s2sconform::server_clock_offset(*evidence));
  const std::string written = har_of(*evidence);
  const auto again = s2sconform::read_har(written, "x.har");
  if (!again || har_of(*again) != written) std::abort();
  return 0;
}
