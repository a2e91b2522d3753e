#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "harness/http/challenge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t half = size / 2;
  const auto parsed = s2sconform::parse_challenges({text, text.substr(0, half), text.substr(half)});
  if (parsed.challenges.size() > 64 || parsed.errors.size() > 16) std::abort();
  for (const auto& challenge : parsed.challenges) {
    if (challenge.scheme.empty() || challenge.parameters.size() > 64) std::abort();
  }
  return 0;
}
