#include "suites/metadata/metadata_document.h"

#include <gtest/gtest.h>

namespace s2sconform::metadata {
namespace {

constexpr const char* url = "https://a.example/metadata/json/1";

Document parse(std::string_view body, const char* from) {
  static CertificateCache certificates;
  return parse_document(body, from, certificates);
}

TEST(ParsePrincipal, TakesTheThreeForms) {
  const auto issuer = parse_principal("00000002-0000-0ff1-ce00-000000000000@*");
  ASSERT_TRUE(issuer);
  EXPECT_EQ(issuer->id, "00000002-0000-0ff1-ce00-000000000000");
  EXPECT_EQ(issuer->host, "");
  EXPECT_EQ(issuer->realm, "*");
  const auto audience =
      parse_principal("00000003-0000-0FF1-CE00-000000000000/portal.example@Corp.litwareinc.com");
  ASSERT_TRUE(audience);
  EXPECT_EQ(audience->host, "portal.example");
  EXPECT_EQ(audience->realm, "Corp.litwareinc.com");
}

TEST(ParsePrincipal, RefusesWhatIsNone) {
  for (const char* text :
       {"", "@", "00000002-0000-0ff1-ce00-000000000000", "00000002-0000-0ff1-ce00-000000000000@",
        "@litwareinc.com", "https://a.example/@x", "00000002-0000-0ff1-ce00-000000000000/@x",
        "00000002-0000-0ff1-ce00-000000000000@a@b", "00000002-0000-0ff1-ce00-000000000000@a b",
        "00000002-0000-0ff1-ce00-00000000000g@x", "name@litwareinc.com"}) {
    EXPECT_FALSE(parse_principal(text)) << text;
  }
}

TEST(IsDnsName, NeedsTwoWellFormedLabels) {
  EXPECT_TRUE(is_dns_name("litwareinc.com"));
  EXPECT_TRUE(is_dns_name("Corp.litwareinc.com"));
  for (const std::string& text :
       {std::string(""), std::string("com"), std::string("a..b"), std::string("-a.b"),
        std::string("a.b-"), std::string("not a realm!"), std::string(64, 'a') + ".com",
        std::string("*.a.com")}) {
    EXPECT_FALSE(is_dns_name(text)) << text;
  }
}

// The three dialects of facts section 2.2, with values that are no certificates.
TEST(ParseDocument, ReadsTheExchangeDialect) {
  const Document document = parse(
      R"({"id":"_1","version":"1.0","name":"Exchange","realm":"*","serviceName":"s","issuer":"i@*",
          "allowedAudiences":["a@*"],
          "keys":[{"usage":"signing","keyinfo":{"x5t":"t"},
                   "keyvalue":{"type":"x509Certificate","value":"AAAA"}}],
          "endpoints":[{"location":"https://a.example","protocol":"OAuth2","usage":"metadata"}]})",
      url);
  ASSERT_TRUE(document.is_object);
  ASSERT_EQ(document.keys.size(), 1u);
  EXPECT_EQ(document.keys[0].key_info, plugin::KeyInfoPlace::beside_key_value);
  EXPECT_EQ(document.keys[0].x5t.text, "t");
  EXPECT_TRUE(document.keys[0].is_for_signing());
  EXPECT_TRUE(document.keys[0].is_certificate());
  ASSERT_TRUE(document.keys[0].certificate);
  EXPECT_FALSE(*document.keys[0].certificate) << "three zero bytes are no certificate";
  EXPECT_EQ(document.keys[0].x5t.where, "/keys/0/keyInfo/x5t of https://a.example/metadata/json/1");
  ASSERT_EQ(document.endpoints.size(), 1u);
  EXPECT_EQ(document.endpoints[0].usage.text, "metadata");
}

TEST(ParseDocument, ReadsTheSharePointDialect) {
  const Document document = parse(
      R"({"issuer":"i","keys":[{"keyValue":{"type":"x509certificate","value":"AA\/A"},
          "usage":"Signing"}],"name":"n","serviceName":"s"})",
      url);
  ASSERT_EQ(document.keys.size(), 1u);
  EXPECT_EQ(document.keys[0].key_info, plugin::KeyInfoPlace::none);
  EXPECT_EQ(document.keys[0].x5t.kind, Kind::absent);
  EXPECT_TRUE(document.keys[0].is_for_signing());
  EXPECT_TRUE(document.keys[0].is_certificate());
  EXPECT_EQ(document.keys[0].value.text, "AA/A");
}

TEST(ParseDocument, ReadsTheTokenServerDialect) {
  const Document document = parse(
      R"({"keys":[{"usage":"signing","keyValue":{"type":"x509Certificate","value":"AAAA",
          "keyInfo":{"x5t":"t"}}}]})",
      url);
  ASSERT_EQ(document.keys.size(), 1u);
  EXPECT_EQ(document.keys[0].key_info, plugin::KeyInfoPlace::inside_key_value);
  EXPECT_EQ(document.keys[0].x5t.text, "t");
}

TEST(ParseDocument, ReadsMemberNamesInAnyCase) {
  const Document document =
      parse(R"({"ISSUER":"i","ServiceName":"s","KEYS":[{"Usage":"SIGNING"}]})", url);
  EXPECT_EQ(document.issuer.text, "i");
  EXPECT_EQ(document.service_name.text, "s");
  ASSERT_EQ(document.keys.size(), 1u);
  EXPECT_TRUE(document.keys[0].is_for_signing());
}

TEST(ParseDocument, TakesWhateverStandsThere) {
  for (const char* body :
       {"", "null", "[]", "{}", R"({"keys":7})", R"({"keys":[7,null,[],{}]})",
        R"({"keys":[{"keyValue":[],"keyInfo":3,"usage":{}}]})", R"({"endpoints":[[],"x",{}]})",
        R"({"allowedAudiences":[{},7,null]})", R"({"issuer":{"a":[]}})", "{\"a\":"}) {
    const Document document = parse(body, url);
    EXPECT_TRUE(document.signing_certificates().empty()) << body;
  }
  EXPECT_EQ(parse(R"({"issuer":7})", url).issuer.kind, Kind::number);
  EXPECT_EQ(parse(R"({"issuer":7})", url).issuer.text, "7");
}

}  // namespace
}  // namespace s2sconform::metadata
