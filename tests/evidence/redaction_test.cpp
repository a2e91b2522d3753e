#include "harness/evidence/redaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/base64.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string secret = "p@ss w\xC3\xB6rd/+1";

std::string with_secret(const std::string& text) { return Redactor({Secret(secret)}).text(text); }
std::string redacted(const std::string& text) { return Redactor({}).text(text); }

// The DER of a PKCS#8 key begins so; the rest does not matter.
std::string private_key_value() {
  return encode_base64(std::string("\x30\x82\x04\xBD\x02\x01\x00\x30\x0D", 9) +
                       std::string(100, 'k'));
}

TEST(Redactor, TakesASecretOutWhereverItStands) {
  EXPECT_EQ(with_secret("a " + secret + " b " + secret), "a [redacted] b [redacted]");
  EXPECT_EQ(with_secret("q=p%40ss%20w%C3%B6rd%2F%2B1&"), "q=[redacted]&");
  EXPECT_EQ(with_secret("q=p%40ss%20w%c3%b6rd%2f%2b1&"), "q=[redacted]&");
  EXPECT_EQ(with_secret("{\"a\":\"p@ss w\xC3\xB6rd\\/+1\"}"), "{\"a\":\"[redacted]\"}");
  EXPECT_EQ(with_secret("x " + encode_base64(secret) + " y"), "x [redacted] y");
  EXPECT_EQ(with_secret("x " + encode_base64url(secret) + " y"), "x [redacted] y");
  EXPECT_EQ(Redactor({Secret("")}).text("unchanged"), "unchanged");
}

// A server that shows what it was sent as one encoded text.
TEST(Redactor, TakesASecretOutOfATextThatIsEncodedAsAWhole) {
  EXPECT_EQ(with_secret("x 7040737320 70407373 y"), "x 7040737320 70407373 y");
  EXPECT_EQ(with_secret("x 704073732077c3b672642f2b31 y"), "x [redacted] y");
  EXPECT_EQ(with_secret("x 704073732077C3B672642F2B31 y"), "x [redacted] y");
  for (const char* before : {"", "a", "ab", "abc"}) {
    const std::string clean = with_secret(encode_base64(before + secret + " behind it"));
    EXPECT_THAT(clean, HasSubstr("[redacted]")) << before;
    EXPECT_LE(clean.size(), std::string("YWJj[redacted]").size() + 20) << clean;
    EXPECT_THAT(with_secret(encode_base64url(before + secret + " behind it")),
                HasSubstr("[redacted]"));
  }
}

TEST(Redactor, KeepsHeaderAndClaimsOfATokenAndDropsItsSignature) {
  const std::string header = encode_base64url(R"({"alg":"RS256"})");
  const std::string claims = encode_base64url(R"({"iss":"x"})");
  EXPECT_EQ(redacted("t=" + header + "." + claims + ".c2lnbmF0dXJl;"),
            "t=" + header + "." + claims + ".[redacted];");
  EXPECT_EQ(redacted(header + "." + claims + "."), header + "." + claims + ".")
      << "an unsigned token has nothing to hide";
}

TEST(Redactor, DropsTheSignatureOfATokenInsideAToken) {
  const std::string actor = encode_base64url(R"({"alg":"RS256"})") + "." +
                            encode_base64url(R"({"iss":"x"})") + ".c2lnbmF0dXJl";
  const std::string outer = encode_base64url(R"({"alg":"none"})") + "." +
                            encode_base64url(R"({"actortoken":")" + actor + R"("})") + ".";
  const std::string clean = redacted(outer);
  const std::size_t dot = clean.find('.');
  const std::string inside = *decode_base64url(clean.substr(dot + 1, clean.rfind('.') - dot - 1));
  EXPECT_THAT(inside, HasSubstr(".[redacted]"));
  EXPECT_THAT(inside, Not(HasSubstr("c2lnbmF0dXJl")));
}

TEST(Redactor, DropsPrivateKeysAndSaysSo) {
  EXPECT_EQ(redacted("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n"),
            "-----BEGIN RSA PRIVATE KEY-----[redacted private key]-----END RSA PRIVATE KEY-----\n");
  EXPECT_EQ(redacted("-----BEGIN PRIVATE KEY-----\\nMIIE without an end"),
            "-----BEGIN PRIVATE KEY-----[redacted private key]");
  EXPECT_EQ(redacted("{\"value\":\"" + private_key_value() + "\"}"),
            "{\"value\":\"[redacted private key]\"}");
  EXPECT_EQ(redacted("key=" + private_key_value() + "&x=1"), "key=[redacted private key]&x=1");
  std::string escaped = private_key_value();
  for (std::size_t at = 0; (at = escaped.find('/', at)) != std::string::npos; at += 2) {
    escaped.insert(at, "\\");
  }
  EXPECT_EQ(redacted("\"" + escaped + "\""), "\"[redacted private key]\"");
}

TEST(Redactor, DropsPrivateKeysThatAreBrokenIntoLines) {
  for (const char* line_end : {"\n", "\r\n", "\\n", "\\r\\n"}) {
    std::string lines;
    const std::string value = private_key_value();
    for (std::size_t at = 0; at < value.size(); at += 64) lines += value.substr(at, 64) + line_end;
    EXPECT_EQ(redacted("\"" + lines + "\""), "\"[redacted private key]\"");
  }
}

TEST(Redactor, LeavesHostNamesThatBeginLikeATokenAlone) {
  EXPECT_EQ(redacted("https://eyecare.litwareinc.com/metadata/json/1"),
            "https://eyecare.litwareinc.com/metadata/json/1");
}

TEST(Redactor, LeavesWhatIsPublic) {
  const std::string certificate =
      encode_base64(std::string("\x30\x82\x03\x11\x30\x82\x01\xF9\xA0\x03\x02\x01\x02", 13) +
                    std::string(200, 'c'));
  for (const std::string& text :
       {certificate, std::string("-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----"),
        std::string("x5t dGhlIHRodW1icHJpbnQgb2YgYSBj"), std::string("the password is checked"),
        std::string(1, '\0') + "\xFF\xFE"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Redactor, DropsSecretMembersOfJsonAndForms) {
  EXPECT_EQ(redacted(R"({"access_token" : "abc\"def","expires_in":1})"),
            R"({"access_token" : "[redacted]","expires_in":1})");
  EXPECT_EQ(redacted("grant_type=x&client_secret=abc&assertion=def"),
            "grant_type=x&client_secret=[redacted]&assertion=[redacted]");
  EXPECT_EQ(redacted("password=abc"), "password=[redacted]");
}

TEST(Redactor, DropsWebTickets) {
  EXPECT_EQ(redacted("Bearer cwt=AAEBHAEFAAAA+/=="), "Bearer cwt=[redacted]");
}

TEST(Redactor, DropsCredentialsByTheNameOfTheHeader) {
  const Redactor redactor({});
  EXPECT_EQ(redactor.header_value("authorization", "Bearer abc"), "Bearer [redacted]");
  EXPECT_EQ(redactor.header_value("Authorization", "Bearer"), "Bearer");
  EXPECT_EQ(redactor.header_value("Authorization", "abcdefghijklmnopqrstuvwxyz"), "[redacted]");
  EXPECT_EQ(redactor.header_value("Proxy-Authorization", "Basic abc"), "Basic [redacted]");
  EXPECT_EQ(redactor.header_value("Cookie", "a=1; b=2"), "a=[redacted]; b=[redacted]");
  EXPECT_THAT(redactor.header_value("Set-Cookie", "session=abc; Path=/"), Not(HasSubstr("abc")));
  EXPECT_EQ(redactor.header_value("WWW-Authenticate", "Bearer realm=\"x\""), "Bearer realm=\"x\"");
}

// A hostile text of a megabyte is read once or a few times, not a million times.
TEST(Redactor, TakesHostileTextInItsStride) {
  for (const std::string& piece :
       {std::string("eyJ"), std::string("."), std::string("eyJ."), std::string("cwt="),
        std::string("-----BEGIN "), std::string("M")}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    EXPECT_FALSE(with_secret(text).empty());
  }
}

}  // namespace
}  // namespace s2sconform
