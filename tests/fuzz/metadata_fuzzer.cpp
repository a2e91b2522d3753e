#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "suites/metadata/metadata_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  s2sconform::CertificateCache certificates;
  const auto document =
      s2sconform::metadata::parse_document({reinterpret_cast<const char*>(data), size},
                                           "https://a.example/metadata/json/1", certificates);
  // What is not valid has nothing in it; what is valid has an explanation for nothing.
  if (!document.facts.valid && document.is_object) std::abort();
  if (document.facts.valid == !document.facts.error.empty()) std::abort();
  if (document.keys.size() > 64) std::abort();
  return 0;
}
