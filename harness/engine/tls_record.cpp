#include "harness/engine/tls_record.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>

namespace s2sconform {
namespace {

constexpr int maximum_certificates = 32;
constexpr int maximum_certificate_bytes = 64 * 1024;

}  // namespace

TlsRecord record_of(ssl_st* connection, const TrustAnchors& anchors) {
  TlsRecord record;
  record.version = SSL_get_version(connection);
  record.cipher = SSL_get_cipher_name(connection);
  STACK_OF(X509)* chain = SSL_get_peer_cert_chain(connection);
  const int count = chain ? std::min(sk_X509_num(chain), maximum_certificates) : 0;
  for (int index = 0; index < count; ++index) {
    const int size = i2d_X509(sk_X509_value(chain, index), nullptr);
    if (size <= 0 || size > maximum_certificate_bytes) continue;
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(sk_X509_value(chain, index), &out);
    record.chain.push_back(std::move(der));
  }
  const PathValidation validation = anchors.validate(record.chain);
  record.verify_result = validation.result;
  record.verify_message = validation.message;
  return record;
}

}  // namespace s2sconform
