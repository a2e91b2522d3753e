#include "tests/targets/ca_certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace s2sconform::test {

CaCertificate make_ca_certificate() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                &EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  std::array<unsigned char, 8> common_name{'T', 'e', 's', 't', ' ', 'C', 'A', 0};
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name.data(), 7, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0 ||
      PEM_write_bio_X509(out.get(), certificate.get()) != 1) {
    throw std::runtime_error("no CA certificate");
  }
  CaCertificate made;
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  made.pem.assign(text, static_cast<std::size_t>(size));
  std::array<char, 16> hashed{};
  std::snprintf(hashed.data(), hashed.size(), "%08lx.0", X509_subject_name_hash(certificate.get()));
  made.hashed_name = hashed.data();
  return made;
}

}  // namespace s2sconform::test
