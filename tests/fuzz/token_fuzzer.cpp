// Tokens that a server or a stranger wrote.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/token/objections.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s2sconform::DecodedToken token(std::string_view(reinterpret_cast<const char*>(data), size));
  s2sconform::TokenExpectations expected;
  expected.audience = "00000002-0000-0ff1-ce00-000000000000/mail.litwareinc.com@litwareinc.com";
  expected.has_document = true;
  static_cast<void>(s2sconform::objections_to(token, expected));
  return 0;
}
