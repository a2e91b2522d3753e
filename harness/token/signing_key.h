// The keys that tokens are signed with and verified by: RS256 and HS256 (RFC 7518, 3.2 and 3.3).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/x509/openssl_handles.h"

namespace s2sconform {

// An RSA private key with its certificate. Copies share the key.
class SigningKey {
 public:
  // No key, of an identity that is known from a recording alone: nothing may be asked of it.
  SigningKey() = default;
  // Takes the key. The error says why the two cannot sign tokens: not RSA, or the certificate is
  // another key's.
  static tl::expected<SigningKey, std::string> make(openssl::KeyHandle key,
                                                    std::string certificate_der);

  const std::string& certificate_der() const { return certificate_der_; }
  // x5t of RFC 7515 section 4.1.7.
  const std::string& x5t() const { return x5t_; }
  unsigned bits() const;

  // The RS256 signature over `input`.
  std::string sign(std::string_view input) const;

  EVP_PKEY* handle() const { return key_.get(); }  // borrowed

 private:
  SigningKey(std::shared_ptr<EVP_PKEY> key, std::string certificate_der);

  std::shared_ptr<EVP_PKEY> key_;
  std::string certificate_der_;
  std::string x5t_;
};

// Whether `signature` is the RS256 signature over `input` by the key of the certificate `der`.
// False too when `der` is no certificate or its key is not RSA.
bool verify_rs256(std::string_view certificate_der, std::string_view input,
                  std::string_view signature);

std::string sign_hs256(std::string_view key, std::string_view input);

}  // namespace s2sconform
