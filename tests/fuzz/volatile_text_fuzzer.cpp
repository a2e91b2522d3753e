// What is different in every run is taken out at once: a second time finds nothing more.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "harness/base/volatile_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string once =
      s2sconform::without_volatile({reinterpret_cast<const char*>(data), size});
  if (s2sconform::without_volatile(once) != once) std::abort();
  return 0;
}
