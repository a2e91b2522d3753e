// Certificates made by OpenSSL for tests.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>

namespace s2sconform::test {

using Key = std::shared_ptr<EVP_PKEY>;

Key make_rsa_key(unsigned bits);
Key make_elliptic_curve_key();

struct CertificateRequest {
  std::string common_name = "litwareinc.com";
  std::string extensions;  // "subjectAltName=DNS:a.example" and more, one a line
  std::string not_before = "20200101000000Z";
  std::string not_after = "20300101000000Z";
  bool authority = false;
  const EVP_MD* digest = EVP_sha256();
};

// The DER of a certificate for `key`, signed by `issuer_key` in the name of `issuer_name`.
std::string make_certificate(const CertificateRequest& request, const Key& key,
                             const std::string& issuer_name, const Key& issuer_key);

std::string pem_of(const std::string& der);

}  // namespace s2sconform::test
