#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/x509/certificate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto certificate = s2sconform::parse_certificate(bytes)) {
    s2sconform::is_issued_by(*certificate, *certificate);
    s2sconform::names_host(*certificate, "mail.litwareinc.com", true);
  }
  static_cast<void>(s2sconform::parse_pem_certificates(bytes));
  return 0;
}
