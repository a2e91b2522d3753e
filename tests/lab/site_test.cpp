// The answers of a node. Its deployment has an invented document, so that no keys need be made.
#include "fixtures/site/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/deviation/deviation.h"
#include "fixtures/lab/instance.h"
#include "fixtures/product/products.h"

namespace s2slab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::StartsWith;

std::vector<std::string> values(const Response& response, std::string_view name) {
  std::vector<std::string> found;
  for (const Header& header : response.headers) {
    if (same_text(header.name, name)) found.push_back(header.value);
  }
  return found;
}

Request get(const std::string& target) { return {"GET", target, {{"Host", "h.example:443"}}, ""}; }

Site site_of(const char* persona, const Deviation& deviation = nullptr) {
  auto deployment = std::make_shared<Deployment>();
  deployment->blueprint = conforming_blueprint(*find_persona(persona), TimePoint{});
  if (deviation) deviation(deployment->blueprint);
  deployment->document = "first";
  Partners partners;
  for (const char* registered :
       {partner_principal, exchange_principal, lync_principal, sharepoint_principal}) {
    partners[registered] = {};
  }
  deployment->partners->effective = std::make_shared<const Partners>(std::move(partners));
  if (deployment->blueprint.signing_from_second_get)
    deployment->document_from_second_get = "second";
  return Site(deployment, 0);
}

constexpr const char* exchange = "exchange-2019";
constexpr const char* exchange_metadata = "/autodiscover/metadata/json/1";
constexpr const char* sharepoint = "sharepoint-subscription-edition";
constexpr const char* lync = "lync-skype-for-business-2019";
constexpr const char* lync_resource = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";

TEST(Site, AnswersLateByItsOrdersLatency) {
  InstanceOrder order{find_persona("exchange-2019")};
  order.latency = std::chrono::milliseconds{50};
  auto deployment = std::make_shared<Deployment>();
  deployment->blueprint = blueprint_of(order, TimePoint{});
  Site site(deployment, 0);
  EXPECT_EQ(site.answer(get("/")).delay, order.latency);
  EXPECT_EQ(site_of("exchange-2019").answer(get("/")).delay.count(), 0);
}

TEST(Site, ServesTheDocumentWithTheProductsHeaders) {
  const Response response = site_of(exchange).answer(get(exchange_metadata));
  EXPECT_EQ(response.status, 200u);
  EXPECT_EQ(response.body, "first");
  EXPECT_THAT(values(response, "Content-Type"), ElementsAre("application/json; charset=utf-8"));
  EXPECT_THAT(values(response, "Cache-Control"), ElementsAre("private"));
  EXPECT_EQ(values(response, "request-id").size(), 1u);
  EXPECT_EQ(values(response, "Date").size(), 1u);
  EXPECT_THAT(values(response, "ETag"), IsEmpty());
}

TEST(Site, ComparesPathsWithoutCaseAndQuery) {
  EXPECT_EQ(site_of(exchange).answer(get("/Autodiscover/Metadata/JSON/1?a=b")).status, 200u);
  EXPECT_EQ(site_of(exchange).answer(get("/autodiscover/metadata/json/2")).status, 404u);
}

TEST(Site, GivesBothRequestIdentifiersOfSharePointTheSameValue) {
  const Response response = site_of(sharepoint).answer(get("/"));
  EXPECT_EQ(response.body, "404 NOT FOUND");
  EXPECT_EQ(values(response, "SPRequestGuid"), values(response, "request-id"));
}

TEST(Site, ChallengesWithoutToken) {
  Request empty_token = get("/EWS/Exchange.asmx");
  empty_token.headers.push_back({"Authorization", "Bearer"});
  for (const Request& request : {get("/EWS/Exchange.asmx"), empty_token}) {
    const Response response = site_of(exchange).answer(request);
    EXPECT_EQ(response.status, 401u);
    EXPECT_THAT(values(response, "WWW-Authenticate"),
                ElementsAre("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "
                            "trusted_issuers=\"00000004-0000-0ff1-ce00-000000000000@litwareinc.com,"
                            "00000003-0000-0ff1-ce00-000000000000@2f1d7c50-6f0a-4b53-9a52-"
                            "0d3f6f6d4e11,0000000b-0000-0ff1-ce00-000000000000@litwareinc.com\", "
                            "token_types=\"app_asserted_user_v1 service_asserted_app_v1\"",
                            "Negotiate", "NTLM", "Basic realm=\"mail.litwareinc.com\""));
    EXPECT_THAT(values(response, "x-ms-diagnostics"), IsEmpty());
  }
}

TEST(Site, RefusesAnyTokenInTheProductsWords) {
  Request request = get(lync_resource);
  request.headers.push_back({"authorization", "bearer a.b.c"});
  const Response response = site_of(lync).answer(request);
  EXPECT_EQ(response.status, 401u);
  EXPECT_THAT(values(response, "WWW-Authenticate").at(0), HasSubstr("error=\"invalid_token\""));
  EXPECT_THAT(values(response, "X-Ms-diagnostics"),
              ElementsAre(StartsWith("28055;source=\"fe01.litwareinc.com\";reason=")));
}

TEST(Site, LyncChallengesAsItsCaptureShows) {
  EXPECT_THAT(
      values(site_of(lync).answer(get(lync_resource)), "WWW-Authenticate"),
      ElementsAre("Bearer trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@litwareinc.com,"
                  "0000000b-0000-0ff1-ce00-000000000000@litwareinc.com,00000001-0000-0000-c000-"
                  "000000000000@litwareinc.com\", "
                  "client_id=\"00000004-0000-0ff1-ce00-000000000000\"",
                  "MsRtcOAuth href=\"https://lyncweb.litwareinc.com/WebTicket/oauthtoken\","
                  "grant_type=\"urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,"
                  "password\""));
}

TEST(Site, CountsUnconditionalGetsAloneForTheChangingDocument) {
  Site site = site_of(exchange, all_faults().at("document-changes"));
  Request head = get(exchange_metadata);
  head.method = "HEAD";
  Request conditional = get(exchange_metadata);
  conditional.headers.push_back({"If-None-Match", "\"x\""});
  EXPECT_EQ(site.answer(head).body, "first");
  EXPECT_EQ(site.answer(conditional).body, "first");
  EXPECT_EQ(site.answer(get(exchange_metadata)).body, "first");
  EXPECT_EQ(site.answer(get(exchange_metadata)).body, "second");
  EXPECT_EQ(site.answer(head).body, "second");
}

TEST(Site, AnswersMatchingEntityTagsWithNotModified) {
  Site site = site_of(exchange, all_variants().at("entity-tag"));
  Request request = get(exchange_metadata);
  const Response whole = site.answer(request);
  request.headers.push_back({"If-None-Match", values(whole, "ETag").at(0)});
  EXPECT_EQ(whole.status, 200u);
  EXPECT_EQ(site.answer(request).status, 304u);
  request.headers.back().value = "\"another\"";
  EXPECT_EQ(site.answer(request).status, 200u);
}

TEST(Site, RedirectsToTheHostThatWasAsked) {
  Site moved = site_of(lync, all_faults().at("metadata-moved"));
  EXPECT_THAT(values(moved.answer(get("/metadata/json/1")), "Location"),
              ElementsAre("https://h.example/metadata/json/current"));
  EXPECT_EQ(moved.answer(get("/metadata/json/current")).body, "first");
  Site plain = site_of(sharepoint, all_variants().at("plain-http-redirects"));
  EXPECT_THAT(values(plain.answer_plain_http(get("/a?b=c")), "Location"),
              ElementsAre("https://h.example/a?b=c"));
}

TEST(Site, SaysWhichMethodsItTakes) {
  Request request = get(exchange_metadata);
  request.method = "DELETE";
  const Response response = site_of(exchange).answer(request);
  EXPECT_EQ(response.status, 405u);
  EXPECT_THAT(values(response, "Allow"), ElementsAre("GET, HEAD, POST"));
}

}  // namespace
}  // namespace s2slab
