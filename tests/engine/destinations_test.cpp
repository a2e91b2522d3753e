#include "harness/engine/destinations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

Target target_at(const std::string& metadata) {
  Target target;
  target.base_urls["metadata"] = metadata;
  return target;
}

TEST(DestinationsTest, EveryBaseUrlCountsAndPort80OfTheMetadataDocuments) {
  Target target = target_at("https://Autodiscover.contoso.com");
  target.base_urls["resource"] = "https://mail.contoso.com:8443/ews";
  EXPECT_THAT(destinations_of(target),
              ElementsAre("autodiscover.contoso.com:443", "autodiscover.contoso.com:80",
                          "mail.contoso.com:8443"));
}

TEST(DestinationsTest, WhatIsSentElsewhereCountsThere) {
  Target target = target_at("https://pool.contoso.com");
  target.resolve = {{"pool.contoso.com", 443, "10.0.0.5", 4443}};
  EXPECT_THAT(destinations_of(target), ElementsAre("10.0.0.5:4443", "10.0.0.5:80"));
  target.resolve.push_back({"pool.contoso.com", 80, "10.0.0.6", 8080});
  EXPECT_THAT(destinations_of(target), ElementsAre("10.0.0.5:4443", "10.0.0.6:8080"));
}

TEST(DestinationsTest, NodesCount) {
  Target target = target_at("https://pool.contoso.com");
  target.nodes = {"10.0.0.11:443", "[fd00:0:0:0:0:0:0:12]:443", "Node.Contoso.com:443"};
  EXPECT_THAT(destinations_of(target),
              IsSupersetOf({"10.0.0.11:443", "[fd00::12]:443", "node.contoso.com:443"}));
}

TEST(DestinationsTest, AnIpv6AddressHasOneSpelling) {
  Target target = target_at("https://[0:0:0:0:0:0:0:1]:8443");
  target.base_urls["resource"] = "https://mail.contoso.com";
  target.resolve = {{"mail.contoso.com", 443, "0::1", 8443}};
  EXPECT_THAT(destinations_of(target), ElementsAre("[::1]:80", "[::1]:8443"));
}

TEST(DestinationsTest, TheMailboxMayLeadElsewhere) {
  Target target = target_at("https://autodiscover.contoso.com");
  target.mailbox.emplace();
  target.mailbox->ews_url = "https://ews.contoso.com/EWS/Exchange.asmx";
  target.mailbox->allowed_domains = {"outlook.contoso.com", "*.fabrikam.com"};
  target.resolve = {{"mail.fabrikam.com", 443, "10.0.0.7", 443},
                    {"partner.litwareinc.com", 443, "10.0.0.8", 443}};  // asked by nobody
  EXPECT_THAT(
      destinations_of(target),
      UnorderedElementsAre("autodiscover.contoso.com:443", "autodiscover.contoso.com:80",
                           "ews.contoso.com:443", "outlook.contoso.com:443", "10.0.0.7:443"));
}

TEST(DestinationsTest, AProxyChangesNothing) {
  Target target = target_at("https://pool.contoso.com");
  const auto without = destinations_of(target);
  target.proxy = Proxy{"http://proxy.contoso.com:3128", "", {}};
  EXPECT_EQ(destinations_of(target), without);
}

}  // namespace
}  // namespace s2sconform
