// The faults of the document, one by one: that each does what the catalogue says of it.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "fixtures/deviation/deviation.h"
#include "fixtures/product/products.h"
#include "fixtures/site/deployment.h"
#include "tests/lab/test_authorities.h"

namespace s2slab {
namespace {

namespace json = boost::json;

std::string text_with(const Deviation& deviation, const char* persona) {
  const Authorities& authorities = test_authorities();
  Blueprint blueprint = conforming_blueprint(*find_persona(persona), authorities.now());
  deviation(blueprint);
  return deploy(blueprint, authorities).document;
}

std::string text_with_fault(const char* fault, const char* persona) {
  return text_with(all_faults().at(fault), persona);
}

json::object exchange_with(const char* fault) {
  return json::parse(text_with_fault(fault, "exchange-2019")).as_object();
}

json::object sharepoint_with(const char* fault) {
  return json::parse(text_with_fault(fault, "sharepoint-subscription-edition")).as_object();
}

json::object lync_with(const char* fault) {
  return json::parse(text_with_fault(fault, "lync-skype-for-business-2019")).as_object();
}

const json::value& first_key(const json::object& document) { return document.at("keys").at(0); }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

bool is_json(const std::string& text) {
  boost::system::error_code error;
  json::parse(text, error);
  return !error;
}

TEST(DocumentFault, OfForm) {
  EXPECT_FALSE(is_json(text_with_fault("metadata-truncated", "sharepoint-subscription-edition")));
  EXPECT_FALSE(is_json(text_with_fault("metadata-trailing-garbage", "exchange-2019")));
  EXPECT_TRUE(
      json::parse(text_with_fault("metadata-array", "lync-skype-for-business-2019")).is_array());
  EXPECT_EQ(
      count(text_with_fault("metadata-invalid-utf8", "exchange-2019"), "\"name\":\"Exchange\xff\""),
      1u);
  EXPECT_EQ(
      text_with_fault("metadata-byte-order-mark", "sharepoint-subscription-edition").substr(0, 4),
      "\xef\xbb\xbf{");
  EXPECT_EQ(count(text_with_fault("duplicate-member", "exchange-2019"), "\"issuer\":"), 2u);
  EXPECT_EQ(count(text_with_fault("version-number", "exchange-2019"), "\"version\":1.0,"), 1u);
}

TEST(DocumentFault, OfMembers) {
  EXPECT_EQ(exchange_with("case-variant-member").at("Issuer"),
            exchange_with("case-variant-member").at("issuer"));
  EXPECT_FALSE(exchange_with("service-name-missing").contains("serviceName"));
  EXPECT_FALSE(sharepoint_with("name-missing").contains("name"));
  EXPECT_TRUE(sharepoint_with("name-number").at("name").is_number());
  EXPECT_FALSE(exchange_with("members-missing").contains("endpoints"));
  EXPECT_FALSE(exchange_with("members-missing").contains("version"));
  EXPECT_EQ(exchange_with("id-empty").at("id"), "");
  EXPECT_EQ(exchange_with("realm-malformed").at("realm"), "not a realm!");
  EXPECT_EQ(lync_with("realm-differs").at("realm"), "fabrikam.example");
  EXPECT_TRUE(exchange_with("audiences-string").at("allowedAudiences").is_string());
  EXPECT_EQ(exchange_with("audience-malformed").at("allowedAudiences").as_array().size(), 2u);
  EXPECT_EQ(exchange_with("audiences-of-another-product").at("allowedAudiences").at(0),
            "00000003-0000-0ff1-ce00-000000000000@*");
}

TEST(DocumentFault, OfNesting) {
  const std::string text = text_with_fault("deep-nesting", "lync-skype-for-business-2019");
  EXPECT_EQ(count(text, std::string(200, '[') + std::string(200, ']')), 1u);
  EXPECT_EQ(count(text, std::string(201, '[')), 0u);
}

TEST(DocumentFault, OfIssuer) {
  EXPECT_EQ(exchange_with("issuer-bare-principal").at("issuer"), exchange_principal);
  EXPECT_EQ(lync_with("issuer-url").at("issuer"), "https://pool.litwareinc.com");
  EXPECT_EQ(sharepoint_with("issuer-empty-realm").at("issuer"),
            "00000003-0000-0ff1-ce00-000000000000@");
  EXPECT_EQ(lync_with("issuer-of-another-product").at("issuer"),
            "00000002-0000-0ff1-ce00-000000000000@litwareinc.com");
  EXPECT_EQ(sharepoint_with("issuer-realm-form").at("issuer"),
            "00000003-0000-0ff1-ce00-000000000000@litwareinc.com");
  EXPECT_EQ(sharepoint_with("principal-upper-case").at("serviceName"),
            "00000003-0000-0FF1-CE00-000000000000");
  EXPECT_EQ(exchange_with("wrong-product").at("serviceName"), sharepoint_principal);
  EXPECT_EQ(exchange_with("wrong-product").at("allowedAudiences").at(0),
            "00000002-0000-0ff1-ce00-000000000000@*");
}

TEST(DocumentFault, OfKeys) {
  EXPECT_FALSE(exchange_with("keys-missing").contains("keys"));
  EXPECT_TRUE(sharepoint_with("keys-empty").at("keys").as_array().empty());
  EXPECT_EQ(first_key(exchange_with("key-usage-encryption")).at("usage"), "encryption");
  EXPECT_EQ(first_key(sharepoint_with("key-type-unknown-alone")).at("keyValue").at("type"), "jwk");
  const json::object beside = exchange_with("key-type-unknown-beside");
  EXPECT_EQ(beside.at("keys").at(0).at("keyvalue").at("type"), "x509Certificate");
  EXPECT_EQ(beside.at("keys").at(1).at("keyvalue").at("type"), "jwk");
  const json::object duplicate = exchange_with("duplicate-key");
  EXPECT_EQ(duplicate.at("keys").at(0), duplicate.at("keys").at(1));
  const json::object misplaced = exchange_with("key-info-misplaced");
  EXPECT_TRUE(first_key(misplaced).at("keyvalue").as_object().contains("keyinfo"));
  EXPECT_FALSE(first_key(misplaced).as_object().contains("keyinfo"));
}

TEST(DocumentFault, OfThumbprint) {
  const auto x5t = [](const char* fault) {
    return std::string(first_key(exchange_with(fault)).at("keyinfo").at("x5t").as_string());
  };
  EXPECT_EQ(x5t("x5t-padded").back(), '=');
  EXPECT_EQ(x5t("x5t-hex").size(), 40u);
  EXPECT_EQ(x5t("x5t-of-another-certificate").size(), 27u);
}

TEST(Variant, ChangesSpellingAlone) {
  const json::value changed =
      json::parse(text_with(all_variants().at("upper-case-members"), "exchange-2019"));
  EXPECT_EQ(changed.at("ServiceName"), exchange_principal);
  EXPECT_EQ(changed.at("Keys").at(0).at("Usage"), "SIGNING");
  EXPECT_EQ(changed.at("Keys").at(0).at("Keyinfo").at("X5t").as_string().size(), 27u);
  EXPECT_EQ(changed.at("Endpoints").at(0).at("Protocol"), "OAUTH2");
}

TEST(Variant, IndentsInReverseOrder) {
  const std::string text =
      text_with(all_variants().at("pretty-printed"), "sharepoint-subscription-edition");
  EXPECT_EQ(text.substr(0, 20), "{\r\n  \"serviceName\": ");
  EXPECT_TRUE(is_json(text));
}

TEST(Variant, AddsMembersAtEveryLevel) {
  const json::value document =
      json::parse(text_with(all_variants().at("extra-members"), "exchange-2019"));
  const json::value& key = document.at("keys").at(0);
  for (const json::value& level :
       {document, key, key.at("keyinfo"), key.at("keyvalue"), document.at("endpoints").at(0)}) {
    EXPECT_TRUE(level.at("futureNothing").is_null());
    EXPECT_TRUE(level.at("futureList").is_array());
    EXPECT_TRUE(level.at("futureObject").is_object());
  }
}

}  // namespace
}  // namespace s2slab
