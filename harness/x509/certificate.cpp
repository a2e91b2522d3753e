#include "harness/x509/certificate.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <climits>
#include <ctime>

#include "harness/base/base64.h"
#include "harness/x509/openssl_handles.h"

namespace s2sconform {
namespace {

using namespace openssl;

constexpr std::size_t maximum_names = 256;

std::string bio_text(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string name_text(const X509_NAME* name) {
  const Bio bio(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(bio.get(), name, 0,
                     XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  return bio_text(bio.get());
}

std::string string_text(const ASN1_STRING* text) {
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, text);
  if (size < 0) return {};
  std::string result(reinterpret_cast<char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return result;
}

std::string common_name_of(const X509* certificate) {
  const X509_NAME* subject = X509_get_subject_name(certificate);
  int last = -1;
  for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, NID_commonName, at)) >= 0;) last = at;
  if (last < 0) return {};
  return string_text(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, last)));
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = address->length == 4 ? AF_INET : AF_INET6;
  if (address->length != 4 && address->length != 16) return {};
  return ::inet_ntop(family, address->data, text.data(), text.size()) ? text.data() : "";
}

void read_alternative_names(const X509* x509, Certificate& certificate) {
  auto* names =
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(x509, NID_subject_alt_name, nullptr, nullptr));
  if (!names) return;
  const int count = std::min<int>(sk_GENERAL_NAME_num(names), maximum_names);
  for (int at = 0; at < count; ++at) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, at);
    if (name->type == GEN_DNS) {
      certificate.dns_names.push_back(string_text(name->d.dNSName));
    } else if (name->type == GEN_IPADD) {
      certificate.ip_addresses.push_back(address_text(name->d.iPAddress));
    }
  }
  GENERAL_NAMES_free(names);
}

void read_extended_key_usage(const X509* x509, Certificate& certificate) {
  auto* usages =
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(x509, NID_ext_key_usage, nullptr, nullptr));
  if (!usages) return;
  certificate.has_extended_key_usage = true;
  for (int at = 0; at < sk_ASN1_OBJECT_num(usages); ++at) {
    const int usage = OBJ_obj2nid(sk_ASN1_OBJECT_value(usages, at));
    certificate.server_authentication |=
        usage == NID_server_auth || usage == NID_anyExtendedKeyUsage;
  }
  EXTENDED_KEY_USAGE_free(usages);
}

void read_key(X509* x509, Certificate& certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(x509);
  if (!key) return;
  certificate.key_bits = static_cast<unsigned>(std::max(0, EVP_PKEY_get_bits(key)));
  const int kind = EVP_PKEY_get_base_id(key);
  if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS) certificate.key_type = KeyType::rsa;
  if (kind == EVP_PKEY_EC) certificate.key_type = KeyType::elliptic_curve;
}

void read_signature(const X509* x509, Certificate& certificate) {
  const int algorithm = X509_get_signature_nid(x509);
  if (const char* name = OBJ_nid2ln(algorithm)) certificate.signature_algorithm = name;
  int digest = NID_undef, key = NID_undef;
  if (OBJ_find_sigid_algs(algorithm, &digest, &key) == 1 && digest != NID_undef) {
    certificate.signature_digest = OBJ_nid2sn(digest);
  }
}

bool read_time(const ASN1_TIME* time, std::chrono::sys_seconds& result) {
  std::tm parts{};
  if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return false;
  using namespace std::chrono;
  const year_month_day date{year(parts.tm_year + 1900),
                            month(static_cast<unsigned>(parts.tm_mon + 1)),
                            day(static_cast<unsigned>(parts.tm_mday))};
  if (!date.ok()) return false;
  result = sys_days(date) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
  return true;
}

}  // namespace

X509Handle openssl::parse_der(std::string_view der) {
  if (der.empty() || der.size() > LONG_MAX) return nullptr;
  const auto* begin = reinterpret_cast<const unsigned char*>(der.data());
  const unsigned char* at = begin;
  X509Handle certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (certificate && at != begin + der.size()) return nullptr;
  return certificate;
}

tl::expected<Certificate, std::string> parse_certificate(std::string_view der) {
  const std::shared_ptr<X509> x509 = parse_der(der);
  if (!x509) return tl::unexpected(std::string("not one X.509 certificate in DER"));
  Certificate certificate;
  certificate.der = der;
  certificate.handle = x509;
  certificate.subject = name_text(X509_get_subject_name(x509.get()));
  certificate.issuer = name_text(X509_get_issuer_name(x509.get()));
  certificate.common_name = common_name_of(x509.get());
  certificate.self_issued =
      X509_NAME_cmp(X509_get_subject_name(x509.get()), X509_get_issuer_name(x509.get())) == 0;
  read_alternative_names(x509.get(), certificate);
  read_extended_key_usage(x509.get(), certificate);
  read_key(x509.get(), certificate);
  read_signature(x509.get(), certificate);
  const bool dated = read_time(X509_get0_notBefore(x509.get()), certificate.not_before) &&
                     read_time(X509_get0_notAfter(x509.get()), certificate.not_after);
  ERR_clear_error();
  if (!dated) return tl::unexpected(std::string("a certificate with a malformed validity period"));
  return certificate;
}

const tl::expected<Certificate, std::string>& CertificateCache::parse(std::string_view der) {
  const auto found = parsed_.find(der);
  if (found != parsed_.end()) return found->second;
  return parsed_.emplace(der, parse_certificate(der)).first->second;
}

tl::expected<std::vector<Certificate>, std::string> parse_pem_certificates(std::string_view pem) {
  if (pem.size() > INT_MAX) return tl::unexpected(std::string("too large"));
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<Certificate> certificates;
  for (;;) {
    const X509Handle x509(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!x509) break;
    unsigned char* out = nullptr;
    const int size = i2d_X509(x509.get(), &out);
    if (size <= 0) break;
    const std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
    OPENSSL_free(out);
    auto certificate = parse_certificate(der);
    if (!certificate) {
      return tl::unexpected("certificate " + std::to_string(certificates.size() + 1) + ": " +
                            certificate.error());
    }
    certificates.push_back(std::move(*certificate));
  }
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  const bool at_end =
      ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
  if (certificates.empty() && at_end) return tl::unexpected(std::string("no PEM certificate"));
  if (!at_end) {
    return tl::unexpected("certificate " + std::to_string(certificates.size() + 1) +
                          " is not PEM of an X.509 certificate");
  }
  return certificates;
}

std::string sha1_of(std::string_view der) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(der.data(), der.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return {reinterpret_cast<char*>(digest.data()), size};
}

std::string x5t_of(std::string_view der) { return encode_base64url(sha1_of(der)); }

bool is_issued_by(const Certificate& certificate, const Certificate& issuer) {
  if (certificate.issuer != issuer.subject) return false;
  EVP_PKEY* key = X509_get0_pubkey(issuer.handle.get());
  const bool verified = key && X509_verify(certificate.handle.get(), key) == 1;
  ERR_clear_error();
  return verified;
}

bool names_host(const Certificate& certificate, std::string_view host, bool common_name_counts) {
  X509* x509 = certificate.handle.get();
  const std::string name(host);
  if (X509_check_ip_asc(x509, name.c_str(), 0) == 1) return true;
  const unsigned flags = common_name_counts ? 0 : X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
  return X509_check_host(x509, name.data(), name.size(), flags, nullptr) == 1;
}

}  // namespace s2sconform
