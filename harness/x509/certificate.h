// X.509 certificates as a server sends or publishes them. All bytes are a server's: anything that
// does not parse is a value, never a crash.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

struct x509_st;  // OpenSSL's X509

namespace s2sconform {

enum class KeyType { rsa, elliptic_curve, other };

struct Certificate {
  std::string der;
  std::string subject;                    // one line, RFC 2253 order
  std::string issuer;                     // likewise
  std::string common_name;                // the last CN of the subject; empty when there is none
  std::vector<std::string> dns_names;     // of the subject alternative name
  std::vector<std::string> ip_addresses;  // likewise, as text
  KeyType key_type = KeyType::other;
  unsigned key_bits = 0;
  std::string signature_algorithm;      // OpenSSL's long name: "sha256WithRSAEncryption"
  std::string signature_digest;         // "SHA256"; empty where the algorithm has none (Ed25519)
  std::chrono::sys_seconds not_before;  // the year 9999 is in range
  std::chrono::sys_seconds not_after;
  bool self_issued = false;  // subject and issuer are the same name
  bool has_extended_key_usage = false;
  bool server_authentication = false;  // in the extended key usage (anyExtendedKeyUsage counts)
  std::shared_ptr<x509_st> handle;  // OpenSSL's form of `der`, shared by copies and never changed
};

// Parses exactly one DER certificate; bytes behind it are an error. The error says what is wrong.
tl::expected<Certificate, std::string> parse_certificate(std::string_view der);

// Remembers certificates by their DER. The same few are met again and again in a run, on every node
// and in every read of a document, and OpenSSL takes half a millisecond for each. For one thread.
class CertificateCache {
 public:
  // parse_certificate(der); the reference stays valid as long as the cache.
  const tl::expected<Certificate, std::string>& parse(std::string_view der);

 private:
  std::map<std::string, tl::expected<Certificate, std::string>, std::less<>> parsed_;
};

// Parses all certificates of a PEM text. The error says which one is wrong; none at all is an
// error.
tl::expected<std::vector<Certificate>, std::string> parse_pem_certificates(std::string_view pem);

// The SHA-1 of `der`: what Windows calls a certificate's thumbprint. 20 bytes.
std::string sha1_of(std::string_view der);

// base64url without padding of the SHA-1 of `der`: x5t of RFC 7515 section 4.1.7.
std::string x5t_of(std::string_view der);

// Whether `certificate` carries a signature that verifies with the key of `issuer` (names
// included).
bool is_issued_by(const Certificate& certificate, const Certificate& issuer);

// Whether the certificate is for `host` (a DNS name or an IP address; RFC 6125 wildcards). With
// `common_name_counts`, a certificate without DNS names is matched by its common name.
bool names_host(const Certificate& certificate, std::string_view host, bool common_name_counts);

struct PathValidation {
  long result = 0;      // OpenSSL's X509_V_… code, 0 is X509_V_OK
  std::string message;  // its words, with the subject of the certificate that it concerns
};

// The certificates that a target trusts. Copies share one store and what it has validated. For one
// thread.
class TrustAnchors {
 public:
  // Loads a PEM file and/or a hashed directory; both empty: the system's CA store. The error says
  // what could not be read.
  static tl::expected<TrustAnchors, std::string> load(const std::string& ca_file,
                                                      const std::string& ca_directory);

  // RFC 5280 section 6.1 for `chain` (DER, leaf first); an anchor need not be a root. Dates,
  // purposes, host names and key strengths left aside: they are judged apart, so that one defect
  // breaks one requirement.
  PathValidation validate(const std::vector<std::string>& chain) const;

 private:
  struct Store;
  std::shared_ptr<Store> store_;
};

}  // namespace s2sconform
