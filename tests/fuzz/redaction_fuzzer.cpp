#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "harness/evidence/redaction.h"

// Whatever stands around it, a secret does not come out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const s2sconform::Redactor redactor({s2sconform::Secret("marked-secret-4711")});
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t half = size / 2;
  for (const std::string& hostile :
       {text, text.substr(0, half) + "marked-secret-4711" + text.substr(half)}) {
    for (const char* name : {"X-Any", "Authorization", "Set-Cookie"}) {
      const std::string value = redactor.header_value(name, hostile);
      if (value.find("marked-secret-4711") != std::string::npos) std::abort();
    }
    if (redactor.text(hostile).find("marked-secret-4711") != std::string::npos) std::abort();
  }
  return 0;
}
