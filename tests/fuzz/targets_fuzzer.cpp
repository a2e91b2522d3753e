#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "harness/targets/targets_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = s2sconform::parse_targets_text(
      {reinterpret_cast<const char*>(data), size}, "/nowhere/targets.json",
      [](const std::string&) { return std::optional<std::string>("value"); });
  if (file && file->targets.empty()) std::abort();
  if (!file && (file.error().problem.empty() || file.error().place.empty())) std::abort();
  return 0;
}
