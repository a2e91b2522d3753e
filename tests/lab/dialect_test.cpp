// The documents of the three dialects, against section 2.2 of the facts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "fixtures/product/products.h"
#include "fixtures/site/deployment.h"
#include "tests/lab/test_authorities.h"

namespace s2slab {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> member_names(const json::value& object) {
  std::vector<std::string> names;
  for (const auto& member : object.as_object()) names.emplace_back(member.key());
  return names;
}

// The published certificate of the key value, checked to be `subject`'s.
void expect_certificate(const json::value& key_value, const std::string& subject_part) {
  const std::string text = key_value.at("value").as_string().c_str();
  std::string bytes(text.size(), '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  ASSERT_GT(size, 0);
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const Certificate certificate = own(d2i_X509(nullptr, &at, size));
  ASSERT_TRUE(certificate);
  char name[256];
  X509_NAME_oneline(X509_get_subject_name(certificate.get()), name, sizeof name);
  EXPECT_THAT(name, HasSubstr(subject_part));
}

std::string text_of(const char* persona) {
  const Authorities& authorities = test_authorities();
  return deploy(conforming_blueprint(*find_persona(persona), authorities.now()), authorities)
      .document;
}

TEST(Dialect, OfExchange) {
  const json::value document = json::parse(text_of("exchange-2013"));
  EXPECT_THAT(member_names(document),
              ElementsAre("id", "version", "name", "realm", "serviceName", "issuer",
                          "allowedAudiences", "keys", "endpoints"));
  EXPECT_EQ(document.at("version"), "1.0");
  EXPECT_EQ(document.at("name"), "Exchange");
  EXPECT_EQ(document.at("realm"), "*");
  EXPECT_EQ(document.at("serviceName"), "00000002-0000-0ff1-ce00-000000000000");
  EXPECT_EQ(document.at("issuer"), "00000002-0000-0ff1-ce00-000000000000@*");
  EXPECT_EQ(document.at("allowedAudiences"),
            (json::array{json::string("00000002-0000-0ff1-ce00-000000000000@*")}));
  const json::value& key = document.at("keys").at(0);
  EXPECT_THAT(member_names(key), ElementsAre("usage", "keyinfo", "keyvalue"));
  EXPECT_EQ(key.at("usage"), "signing");
  EXPECT_EQ(key.at("keyinfo").at("x5t").as_string().size(), 27u);
  EXPECT_EQ(key.at("keyvalue").at("type"), "x509Certificate");
  expect_certificate(key.at("keyvalue"), "CN=Microsoft Exchange Server Auth Certificate");
  EXPECT_EQ(document.at("endpoints").at(0),
            (json::object{
                {"location", "https://autodiscover.litwareinc.com/autodiscover/metadata/json/1"},
                {"protocol", "OAuth2"},
                {"usage", "metadata"}}));
}

TEST(Dialect, OfSharePoint) {
  const std::string text = text_of("sharepoint-2019");
  const json::value document = json::parse(text);
  EXPECT_THAT(member_names(document), ElementsAre("issuer", "keys", "name", "serviceName"));
  EXPECT_EQ(document.at("issuer"),
            "00000003-0000-0ff1-ce00-000000000000@2f1d7c50-6f0a-4b53-9a52-0d3f6f6d4e11");
  EXPECT_EQ(document.at("name"), "00000003-0000-0ff1-ce00-000000000000");
  EXPECT_EQ(document.at("serviceName"), document.at("name"));
  const json::value& key = document.at("keys").at(0);
  EXPECT_THAT(member_names(key), ElementsAre("keyValue", "usage"));
  EXPECT_EQ(key.at("usage"), "Signing");
  EXPECT_EQ(key.at("keyValue").at("type"), "x509certificate");
  expect_certificate(key.at("keyValue"), "CN=SharePoint Security Token Service");
  for (std::size_t at = text.find('/'); at != std::string::npos; at = text.find('/', at + 1)) {
    ASSERT_EQ(text[at - 1], '\\');
  }
}

TEST(Dialect, OfLync) {
  const json::value document = json::parse(text_of("lync-lync-2013"));
  EXPECT_THAT(member_names(document), ElementsAre("serviceName", "name", "realm", "issuer",
                                                  "allowedAudiences", "keys", "endpoints"));
  EXPECT_EQ(document.at("name"), "Lync");
  EXPECT_EQ(document.at("realm"), "litwareinc.com");
  EXPECT_EQ(document.at("serviceName"), "00000004-0000-0ff1-ce00-000000000000");
  EXPECT_EQ(document.at("issuer"), "00000004-0000-0ff1-ce00-000000000000@litwareinc.com");
  EXPECT_EQ(document.at("allowedAudiences").at(0), document.at("issuer"));
  expect_certificate(document.at("keys").at(0).at("keyvalue"), "CN=litwareinc.com");
  EXPECT_EQ(document.at("endpoints").at(0).at("location"),
            "https://pool.litwareinc.com/metadata/json/1");
}

}  // namespace
}  // namespace s2slab
