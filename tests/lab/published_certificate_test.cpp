// The signing certificates: that they are what conforming products and faults claim.
#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include "fixtures/deviation/deviation.h"
#include "fixtures/product/products.h"
#include "tests/lab/test_authorities.h"

namespace s2slab {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr const char* exchange = "exchange-2019";
constexpr const char* sharepoint = "sharepoint-subscription-edition";
constexpr const char* lync = "lync-skype-for-business-2019";

Blueprint blueprint_with(const char* persona, const char* fault) {
  Blueprint blueprint = conforming_blueprint(*find_persona(persona), test_authorities().now());
  if (fault) all_faults().at(fault)(blueprint);
  return blueprint;
}

Certificate signing_certificate(const char* persona, const char* fault = nullptr) {
  return test_authorities().issue(blueprint_with(persona, fault).signing.front()).certificate;
}

int bits(const Certificate& certificate) {
  return EVP_PKEY_get_bits(X509_get0_pubkey(certificate.get()));
}

bool issued_by(const Certificate& certificate, Authority authority) {
  X509* issuer = test_authorities().of(authority).certificate.get();
  return X509_verify(certificate.get(), X509_get0_pubkey(issuer)) == 1;
}

bool ends_before(const Certificate& certificate, TimePoint time) {
  std::time_t seconds = time.time_since_epoch().count();
  return X509_cmp_time(X509_get0_notAfter(certificate.get()), &seconds) < 0;
}

bool begins_before(const Certificate& certificate, TimePoint time) {
  std::time_t seconds = time.time_since_epoch().count();
  return X509_cmp_time(X509_get0_notBefore(certificate.get()), &seconds) < 0;
}

TEST(SigningCertificate, OfConformingProducts) {
  const TimePoint now = test_authorities().now();
  for (const char* persona : {exchange, sharepoint, lync}) {
    const Certificate certificate = signing_certificate(persona);
    EXPECT_EQ(bits(certificate), 2048);
    EXPECT_TRUE(begins_before(certificate, now - days{1}));
    EXPECT_FALSE(ends_before(certificate, now + days{4 * 365}));
    EXPECT_TRUE(ends_before(certificate, now + days{5 * 365}));
  }
  EXPECT_TRUE(issued_by(signing_certificate(sharepoint), Authority::sharepoint_root));
  EXPECT_TRUE(issued_by(signing_certificate(lync), Authority::issuing));
  const Certificate self_signed = signing_certificate(exchange);
  EXPECT_EQ(X509_self_signed(self_signed.get(), 1), 1);
}

TEST(SigningCertificate, OfLyncNamesTheSipDomain) {
  const Certificate right = signing_certificate(lync);
  const Certificate wrong = signing_certificate(lync, "certificate-without-realm");
  EXPECT_EQ(X509_check_host(right.get(), "litwareinc.com", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(wrong.get(), "litwareinc.com", 0, 0, nullptr), 0);
}

TEST(SigningCertificate, WithFaultyKey) {
  EXPECT_EQ(bits(signing_certificate(lync, "certificate-rsa-1024")), 1024);
  const Certificate curve = signing_certificate(sharepoint, "certificate-elliptic-curve");
  EXPECT_EQ(EVP_PKEY_get_base_id(X509_get0_pubkey(curve.get())), EVP_PKEY_EC);
}

TEST(SigningCertificate, WithFaultyDates) {
  const TimePoint now = test_authorities().now();
  EXPECT_TRUE(ends_before(signing_certificate(exchange, "certificate-expired"), now));
  EXPECT_FALSE(
      begins_before(signing_certificate(sharepoint, "certificate-not-yet-valid"), now + hours{23}));
  const Certificate soon = signing_certificate(lync, "certificate-expires-soon");
  EXPECT_FALSE(ends_before(soon, now + days{19}));
  EXPECT_TRUE(ends_before(soon, now + days{21}));
  const auto rollover = blueprint_with(lync, "rollover-without-overlap").signing;
  ASSERT_EQ(rollover.size(), 2u);
  EXPECT_EQ(rollover[0].validity.not_after, now + days{2});
  EXPECT_EQ(rollover[1].validity.not_before, now + days{2} - hours{1});
}

TEST(SigningCertificate, IsNotIssuedByTheUnrelatedRootOfTheSameName) {
  const Certificate certificate = signing_certificate(sharepoint);
  EXPECT_FALSE(issued_by(certificate, Authority::unrelated_sharepoint_root));
  X509* unrelated = test_authorities().of(Authority::unrelated_sharepoint_root).certificate.get();
  EXPECT_EQ(
      X509_NAME_cmp(X509_get_issuer_name(certificate.get()), X509_get_subject_name(unrelated)), 0);
}

}  // namespace
}  // namespace s2slab
