// Published vectors: RFC 7515 appendix A, RFC 7520 section 4.
#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <string>

#include "harness/base/base64.h"
#include "harness/identity/key_files.h"
#include "harness/token/decoded_token.h"
#include "harness/token/signing_key.h"
#include "harness/x509/openssl_handles.h"

namespace s2sconform {
namespace {

std::string bytes(const std::string& base64url) { return decode_base64url(base64url).value(); }

openssl::KeyHandle public_key(const std::string& modulus) {
  const std::string n = bytes(modulus);
  BIGNUM* number = BN_bin2bn(reinterpret_cast<const unsigned char*>(n.data()),
                             static_cast<int>(n.size()), nullptr);
  BIGNUM* exponent = BN_new();
  BN_set_word(exponent, 65537);
  OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, number);
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent);
  OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata_init(context);
  EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  BN_free(number);
  BN_free(exponent);
  return openssl::KeyHandle(key);
}

// A certificate that holds the public key; who signed it is of no account.
std::string certificate_of(const std::string& modulus) {
  const openssl::KeyHandle key = public_key(modulus);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto signer = make_signing_key(2048, {"signer", now, now + std::chrono::days{1}});
  const openssl::X509Handle certificate = openssl::parse_der(signer->certificate_der());
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), signer->handle(), EVP_sha256());
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate.get(), &der);
  std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

constexpr const char* a_payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";
constexpr const char* a2_modulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
    "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re"
    "xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxX"
    "FvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
constexpr const char* a2_signature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
    "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"
    "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

TEST(Rfc7515, AppendixA1Hs256) {
  const std::string input = std::string("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.") + a_payload;
  const std::string key = bytes(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  EXPECT_EQ(encode_base64url(sign_hs256(key, input)),
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
}

TEST(Rfc7515, AppendixA2Rs256) {
  const std::string input = std::string("eyJhbGciOiJSUzI1NiJ9.") + a_payload;
  const std::string certificate = certificate_of(a2_modulus);
  EXPECT_TRUE(verify_rs256(certificate, input, bytes(a2_signature)));
  EXPECT_FALSE(verify_rs256(certificate, input + "A", bytes(a2_signature)));
  EXPECT_FALSE(verify_rs256(certificate, input, bytes(a2_signature).substr(1)));
  EXPECT_FALSE(verify_rs256("no certificate", input, bytes(a2_signature)));
}

TEST(Rfc7515, AppendixA5Unsecured) {
  const DecodedToken token(std::string("eyJhbGciOiJub25lIn0.") + a_payload + ".");
  EXPECT_TRUE(token.defects().empty());
  EXPECT_EQ(token.header_text("alg"), "none");
  EXPECT_EQ(token.claim_text("iss"), "joe");
  EXPECT_EQ(token.claim_time("exp"), 1300819380);
  EXPECT_TRUE(token.signature().empty());
}

constexpr const char* frodo =
    "It\xe2\x80\x99s a dangerous business, Frodo, going out your door. You step onto the road, and "
    "if you don't keep your feet, there\xe2\x80\x99s no knowing where you might be swept off to.";

TEST(Rfc7520, Section41Rs256) {
  const std::string certificate = certificate_of(
      "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmS"
      "CpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-Of"
      "VfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKw"
      "uCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw");
  const std::string input =
      encode_base64url(R"({"alg":"RS256","kid":"bilbo.baggins@hobbiton.example"})") + "." +
      encode_base64url(frodo);
  EXPECT_TRUE(verify_rs256(
      certificate, input,
      bytes(
          "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp8"
          "3xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_"
          "qHRD68BNt1uSNCrUCTJ"
          "Dt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_"
          "de3xyIrDaLGdjluPxUAhb6L2aXic1U12p"
          "odGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg")));
}

TEST(Rfc7520, Section44Hs256) {
  const std::string input =
      encode_base64url(R"({"alg":"HS256","kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037"})") + "." +
      encode_base64url(frodo);
  EXPECT_EQ(
      encode_base64url(sign_hs256(bytes("hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"), input)),
      "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0");
}

}  // namespace
}  // namespace s2sconform
