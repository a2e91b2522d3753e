#include "tests/x509/made_certificate.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <sstream>

namespace s2sconform::test {
namespace {

void set_name(X509_NAME* name, const std::string& common_name) {
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                             0);
}

void add_extension(X509* certificate, const std::string& name, const std::string& value) {
  X509_EXTENSION* extension =
      X509V3_EXT_conf(nullptr, nullptr, name.c_str(), const_cast<char*>(value.c_str()));
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

Key make_rsa_key(unsigned bits) { return {EVP_RSA_gen(bits), &EVP_PKEY_free}; }

Key make_elliptic_curve_key() { return {EVP_EC_gen("P-256"), &EVP_PKEY_free}; }

std::string make_certificate(const CertificateRequest& request, const Key& key,
                             const std::string& issuer_name, const Key& issuer_key) {
  X509* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 4711);
  ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), request.not_before.c_str());
  ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), request.not_after.c_str());
  set_name(X509_get_subject_name(certificate), request.common_name);
  set_name(X509_get_issuer_name(certificate), issuer_name);
  X509_set_pubkey(certificate, key.get());
  if (request.authority) add_extension(certificate, "basicConstraints", "critical,CA:TRUE");
  std::istringstream lines(request.extensions);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t sign = line.find('=');
    add_extension(certificate, line.substr(0, sign), line.substr(sign + 1));
  }
  X509_sign(certificate, issuer_key.get(), request.digest);
  unsigned char* out = nullptr;
  const int size = i2d_X509(certificate, &out);
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  X509_free(certificate);
  return der;
}

std::string pem_of(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(bio, certificate);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string pem(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  X509_free(certificate);
  return pem;
}

}  // namespace s2sconform::test
