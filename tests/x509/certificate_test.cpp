#include "harness/x509/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/date.h"
#include "tests/x509/made_certificate.h"

namespace s2sconform {
namespace {

using namespace test;
using testing::ElementsAre;

const Key& key() {
  static const Key made = make_rsa_key(2048);
  return made;
}

std::string self_signed(const CertificateRequest& request) {
  return make_certificate(request, key(), request.common_name, key());
}

Certificate parsed(const CertificateRequest& request) {
  return *parse_certificate(self_signed(request));
}

TEST(ParseCertificate, ReadsWhatIsThere) {
  const Certificate certificate = parsed(
      {.extensions = "subjectAltName=DNS:a.example,DNS:*.b.example,IP:10.0.0.5,IP:2001:db8::1\n"
                     "extendedKeyUsage=serverAuth"});
  EXPECT_EQ(certificate.subject, "CN=litwareinc.com");
  EXPECT_EQ(certificate.common_name, "litwareinc.com");
  EXPECT_TRUE(certificate.self_issued);
  EXPECT_THAT(certificate.dns_names, ElementsAre("a.example", "*.b.example"));
  EXPECT_THAT(certificate.ip_addresses, ElementsAre("10.0.0.5", "2001:db8::1"));
  EXPECT_EQ(certificate.key_type, KeyType::rsa);
  EXPECT_EQ(certificate.key_bits, 2048u);
  EXPECT_EQ(certificate.signature_algorithm, "sha256WithRSAEncryption");
  EXPECT_EQ(certificate.signature_digest, "SHA256");
  EXPECT_TRUE(certificate.has_extended_key_usage);
  EXPECT_TRUE(certificate.server_authentication);
  EXPECT_EQ(date_text(certificate.not_before), "2020-01-01 00:00 UTC");
}

TEST(ParseCertificate, KnowsTheYear9999) {
  EXPECT_EQ(date_text(parsed({.not_after = "99991231235959Z"}).not_after), "9999-12-31 23:59 UTC");
}

TEST(ParseCertificate, TellsKeysAndUsagesApart) {
  const Key curve = make_elliptic_curve_key();
  const auto elliptic = parse_certificate(make_certificate({}, curve, "x", curve));
  EXPECT_EQ(elliptic->key_type, KeyType::elliptic_curve);
  EXPECT_EQ(elliptic->key_bits, 256u);
  EXPECT_FALSE(elliptic->has_extended_key_usage);
  EXPECT_FALSE(parsed({.extensions = "extendedKeyUsage=clientAuth"}).server_authentication);
  EXPECT_TRUE(parsed({.extensions = "extendedKeyUsage=anyExtendedKeyUsage"}).server_authentication);
  EXPECT_EQ(parsed({.digest = EVP_sha1()}).signature_digest, "SHA1");
}

TEST(ParseCertificate, RefusesWhatIsNone) {
  const std::string der = self_signed({});
  for (const std::string& bytes :
       {std::string(), std::string("x"), der.substr(0, der.size() / 2), der + "x", pem_of(der)}) {
    EXPECT_FALSE(parse_certificate(bytes));
  }
}

TEST(ParsePemCertificates, ReadsAllOrSaysWhichIsWrong) {
  const std::string pem = pem_of(self_signed({}));
  EXPECT_EQ(parse_pem_certificates("# comment\n" + pem + pem)->size(), 2u);
  EXPECT_EQ(parse_pem_certificates("nothing").error(), "no PEM certificate");
  const std::string broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  EXPECT_EQ(parse_pem_certificates(pem + broken).error(),
            "certificate 2 is not PEM of an X.509 certificate");
}

TEST(X5tOf, IsTheThumbprintOfTheRfc) {
  // 27 characters of base64url: 20 bytes of SHA-1. "abc" is a vector of FIPS 180.
  EXPECT_EQ(x5t_of("abc"), "qZk-NkcGgWq6PiVxeFDCbJzQ2J0");
}

TEST(IsIssuedBy, ChecksTheSignatureAndNotTheNameAlone) {
  const Key other = make_rsa_key(2048);
  const Certificate root = parsed({.common_name = "Root", .authority = true});
  const Certificate impostor = *parse_certificate(
      make_certificate({.common_name = "Root", .authority = true}, other, "Root", other));
  const Certificate leaf = *parse_certificate(make_certificate({}, other, "Root", key()));
  EXPECT_TRUE(is_issued_by(leaf, root));
  EXPECT_FALSE(is_issued_by(leaf, impostor));
  EXPECT_FALSE(is_issued_by(root, leaf));
}

TEST(NamesHost, FollowsRfc6125) {
  const Certificate names =
      parsed({.extensions = "subjectAltName=DNS:a.example,DNS:*.b.example,IP:10.0.0.5"});
  EXPECT_TRUE(names_host(names, "A.example", false));
  EXPECT_TRUE(names_host(names, "x.b.example", false));
  EXPECT_TRUE(names_host(names, "10.0.0.5", false));
  for (const char* host :
       {"b.example", "x.y.b.example", "c.example", "10.0.0.6", "litwareinc.com", ""}) {
    EXPECT_FALSE(names_host(names, host, true)) << host;
  }
  const Certificate common_name = parsed({});
  EXPECT_TRUE(names_host(common_name, "litwareinc.com", true));
  EXPECT_FALSE(names_host(common_name, "litwareinc.com", false));
}

TEST(CertificateCache, ParsesOnceAndKeepsErrors) {
  CertificateCache cache;
  const std::string der = self_signed({});
  const auto* first = &cache.parse(der);
  EXPECT_TRUE(first->has_value());
  EXPECT_EQ(&cache.parse(der), first);
  EXPECT_FALSE(cache.parse("x"));
}

}  // namespace
}  // namespace s2sconform
