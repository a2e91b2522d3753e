#include "suites/metadata/published_certificate.h"

#include "harness/base/base64.h"

namespace s2sconform::metadata {

tl::expected<Certificate, std::string> parse_published_certificate(std::string_view body) {
  if (body.find("-----BEGIN") != std::string_view::npos) {
    const auto certificates = parse_pem_certificates(body);
    if (!certificates) return tl::unexpected(certificates.error());
    return certificates->front();
  }
  if (auto certificate = parse_certificate(body)) return certificate;
  while (!body.empty() && (body.front() == '"' || body.front() == ' ')) body.remove_prefix(1);
  const std::size_t end = body.find_last_not_of("\" \r\n");
  const auto der = decode_base64(body.substr(0, end == body.npos ? 0 : end + 1));
  if (!der) return tl::unexpected(std::string("neither DER nor PEM nor base64"));
  return parse_certificate(*der);
}

}  // namespace s2sconform::metadata
