#include "harness/token/signing_key.h"

#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

#include <stdexcept>
#include <utility>

#include "harness/x509/certificate.h"

namespace s2sconform {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<EVP_PKEY> key, std::string certificate_der)
    : key_(std::move(key)),
      certificate_der_(std::move(certificate_der)),
      x5t_(x5t_of(certificate_der_)) {}

tl::expected<SigningKey, std::string> SigningKey::make(openssl::KeyHandle key,
                                                       std::string certificate_der) {
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) {
    return tl::unexpected(std::string("the key is not RSA, which the products' tokens need"));
  }
  const openssl::X509Handle certificate = openssl::parse_der(certificate_der);
  if (!certificate) return tl::unexpected(std::string("the certificate cannot be read"));
  const bool fits = X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!fits) return tl::unexpected(std::string("the certificate is that of another key"));
  return SigningKey(std::shared_ptr<EVP_PKEY>(std::move(key)), std::move(certificate_der));
}

unsigned SigningKey::bits() const { return static_cast<unsigned>(EVP_PKEY_get_bits(key_.get())); }

std::string SigningKey::sign(std::string_view input) const {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
  std::size_t size = signature.size();
  const bool signed_it =
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(input), input.size()) == 1;
  if (!signed_it) throw std::runtime_error("OpenSSL cannot sign a token");
  signature.resize(size);
  return signature;
}

bool verify_rs256(std::string_view certificate_der, std::string_view input,
                  std::string_view signature) {
  const openssl::X509Handle certificate = openssl::parse_der(certificate_der);
  if (!certificate) return false;
  EVP_PKEY* key = X509_get0_pubkey(certificate.get());
  if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) return false;
  const openssl::DigestContext context(EVP_MD_CTX_new());
  const bool verifies =
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(input),
                       input.size()) == 1;
  ERR_clear_error();
  return verifies;
}

std::string sign_hs256(std::string_view key, std::string_view input) {
  std::string code(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(input), input.size(),
       reinterpret_cast<unsigned char*>(code.data()), &size);
  code.resize(size);
  return code;
}

}  // namespace s2sconform
