// Tokens of ours verify with libcjose, and tokens of libcjose's with ours.
#include <cjose/cjose.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>

#include "harness/identity/key_files.h"
#include "harness/token/decoded_token.h"
#include "harness/token/draft.h"

namespace s2sconform {
namespace {

using Jwk = std::unique_ptr<cjose_jwk_t, decltype(&cjose_jwk_release)>;
using Jws = std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)>;
using Header = std::unique_ptr<cjose_header_t, decltype(&cjose_header_release)>;

std::string number(EVP_PKEY* key, const char* name) {
  BIGNUM* raw = nullptr;
  EVP_PKEY_get_bn_param(key, name, &raw);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(raw)), '\0');
  BN_bn2bin(raw, reinterpret_cast<unsigned char*>(bytes.data()));
  BN_clear_free(raw);
  return bytes;
}

Jwk jwk_of(const SigningKey& key, bool with_private) {
  std::string n = number(key.handle(), "n");
  std::string e = number(key.handle(), "e");
  std::string d = with_private ? number(key.handle(), "d") : "";
  cjose_jwk_rsa_keyspec spec{};
  const auto set = [](std::string& text, std::uint8_t*& data, std::size_t& size) {
    data = reinterpret_cast<std::uint8_t*>(text.data());
    size = text.size();
  };
  set(n, spec.n, spec.nlen);
  set(e, spec.e, spec.elen);
  if (with_private) set(d, spec.d, spec.dlen);
  return {cjose_jwk_create_RSA_spec(&spec, nullptr), &cjose_jwk_release};
}

SigningKey new_key() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return *make_signing_key(2048, {"test", now, now + std::chrono::days{1}});
}

TokenTerms terms() {
  return {"00000002-0000-0ff1-ce00-000000000000",
          "mail.litwareinc.com",
          "litwareinc.com",
          "0000000b-0000-0ff1-ce00-000000000000",
          std::chrono::sys_seconds(std::chrono::seconds(1767225600)),
          std::chrono::sys_seconds(std::chrono::seconds(1767254400))};
}

bool verifies(const std::string& token, const Jwk& key) {
  const Jws jws(cjose_jws_import(token.data(), token.size(), nullptr), &cjose_jws_release);
  return jws && cjose_jws_verify(jws.get(), key.get(), nullptr);
}

TEST(SecondImplementation, VerifiesOurActorToken) {
  const SigningKey key = new_key();
  const std::string token = seal(draft_actor_token(terms(), key, true));
  EXPECT_TRUE(verifies(token, jwk_of(key, false)));
  EXPECT_FALSE(verifies(token, jwk_of(new_key(), false)));
}

TEST(SecondImplementation, VerifiesOurHmac) {
  Draft draft = draft_actor_token(terms(), new_key(), true);
  draft.header.set("alg", json_string("HS256"));
  draft.signing = {Signing::Kind::hs256, nullptr, "a secret of some length, as HMACs want it"};
  const std::string& secret = draft.signing.secret;
  const Jwk key(cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()),
                                          secret.size(), nullptr),
                &cjose_jwk_release);
  EXPECT_TRUE(verifies(seal(draft), key));
}

TEST(SecondImplementation, SignsWhatWeVerify) {
  const SigningKey key = new_key();
  const Jwk jwk = jwk_of(key, true);
  const Header header(cjose_header_new(nullptr), &cjose_header_release);
  cjose_header_set(header.get(), CJOSE_HDR_ALG, CJOSE_HDR_ALG_RS256, nullptr);
  const std::string claims = R"({"iss":"joe","exp":"1767254400"})";
  const Jws jws(
      cjose_jws_sign(jwk.get(), header.get(), reinterpret_cast<const std::uint8_t*>(claims.data()),
                     claims.size(), nullptr),
      &cjose_jws_release);
  const char* text = nullptr;
  ASSERT_TRUE(cjose_jws_export(jws.get(), &text, nullptr));
  const DecodedToken token(text);
  EXPECT_TRUE(token.defects().empty());
  EXPECT_EQ(token.claim_time("exp"), 1767254400);
  EXPECT_TRUE(verify_rs256(key.certificate_der(), token.signing_input(), token.signature()));
  EXPECT_FALSE(verify_rs256(new_key().certificate_der(), token.signing_input(), token.signature()));
}

}  // namespace
}  // namespace s2sconform
