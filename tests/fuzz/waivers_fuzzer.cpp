// The waivers file: an error names its place, and what is read is the same when it is written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "harness/waivers/waivers_file.h"

namespace {

std::string text_of(const std::vector<s2sconform::Waiver>& waivers) {
  std::ostringstream out;
  s2sconform::write_waivers(waivers, out);
  return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> requirements = {"metadata.issuer", "token.audience"};
  const std::string text(reinterpret_cast<const char*>(data), size);
  s2sconform::has_comments(text);
  const auto waivers = s2sconform::parse_waivers_text(text, "waivers.json", requirements);
  if (!waivers) {
    const auto& error = waivers.error();
    if (!error.place.starts_with("waivers.json:") || error.problem.empty()) std::abort();
    return 0;
  }
  const std::string written = text_of(*waivers);
  const auto again = s2sconform::parse_waivers_text(written, "waivers.json", requirements);
  if (!again || text_of(*again) != written) std::abort();
  return 0;
}
