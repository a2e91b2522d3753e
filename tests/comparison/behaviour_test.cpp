#include "harness/comparison/behaviour.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/base64.h"

namespace s2sconform {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

Behaviour behaviour(RecordedResponse response) {
  Exchange exchange;
  exchange.response = std::move(response);
  return behaviour_of(exchange);
}

TEST(BehaviourOf, AnAnswerIsItsStatusHeadersAndBody) {
  const Behaviour seen = behaviour(
      {200,
       "1.1",
       {{"Server", "Microsoft-IIS/10.0"},
        {"Date", "now"},
        {"request-id", "2f1d7c50-6f0a-4b53-9a52-0d3f6f6d4e11"},
        {"Set-Cookie", "a=[redacted]; path=/"}},
       R"({"issuer": "x@y", "keys": [{"usage": "signing", "nbf": 1795539989}], "empty": []})"});
  EXPECT_THAT(seen, Contains(Pair("status", "200")));
  EXPECT_THAT(seen, Contains(Pair("header server", "Microsoft-IIS/10.0")));
  EXPECT_THAT(seen, Contains(Pair("header request-id", "{guid}")));
  EXPECT_THAT(seen, Contains(Pair("cookie a", "; path=/")));
  EXPECT_THAT(seen, Contains(Pair("body /issuer", "x@y")));
  EXPECT_THAT(seen, Contains(Pair("body /keys/0/usage", "signing")));
  EXPECT_THAT(seen, Contains(Pair("body /keys/0/nbf", "{time}")));
  EXPECT_THAT(seen, Contains(Pair("body /empty", "[]")));
  EXPECT_THAT(seen, Not(Contains(Key("header date"))));
}

TEST(BehaviourOf, AChallengeIsItsParameters) {
  const Behaviour seen = behaviour(
      {401, "1.1", {{"WWW-Authenticate", "Negotiate, Bearer client_id=\"a\", realm=\"b\""}}, ""});
  EXPECT_THAT(seen, Contains(Pair("challenge Negotiate", "offered")));
  EXPECT_THAT(seen, Contains(Pair("challenge Bearer client_id", "a")));
  EXPECT_THAT(seen, Contains(Pair("challenge Bearer realm", "b")));
}

TEST(BehaviourOf, XmlIsItsElementsWhateverTheirPrefixes) {
  const Behaviour seen = behaviour(
      {200, "1.1", {}, "<s:E xmlns:s='u'><s:a>1</s:a><s:a>2</s:a><t:b xmlns:t='v'/></s:E>"});
  EXPECT_THAT(seen, Contains(Pair("body /E/a", "1")));
  EXPECT_THAT(seen, Contains(Pair("body /E/a[2]", "2")));
  EXPECT_THAT(seen, Contains(Pair("body /E/b", "")));
}

TEST(BehaviourOf, ATokenIsItsClaims) {
  const std::string token = encode_base64url(R"({"alg": "RS256"})") + "." +
                            encode_base64url(R"({"aud": "a/b@c", "exp": 1795539989})") +
                            ".[redacted]";
  const Behaviour seen = behaviour({200, "1.1", {}, "{\"access_token\": \"" + token + "\"}"});
  EXPECT_THAT(seen, Contains(Pair("token header alg", "RS256")));
  EXPECT_THAT(seen, Contains(Pair("claim aud", "a/b@c")));
  EXPECT_THAT(seen, Contains(Pair("claim exp", "{time}")));
  EXPECT_THAT(behaviour_of_fact(R"({"iss": "z"})"), Contains(Pair("claim iss", "z")));
  EXPECT_TRUE(behaviour_of_fact("a note of ours").empty());
}

TEST(BehaviourOf, AnotherKeyIsAChangeAndTheSameOneIsNone) {
  const auto of_key = [](char letter) {
    return behaviour({200, "1.1", {}, "{\"value\": \"" + std::string(400, letter) + "\"}"});
  };
  EXPECT_EQ(of_key('A'), of_key('A'));
  EXPECT_NE(of_key('A'), of_key('B'));
}

TEST(BehaviourOf, HostileAnswersAreBounded) {
  std::string wide = "[";
  for (int number = 0; number < 10'000; ++number) wide += "\"\xFF\",";
  EXPECT_LE(behaviour({200, "1.1", {}, wide + "0]"}).size(), 400u);
  EXPECT_THAT(behaviour({200, "1.1", {}, std::string(10'000'000, '\xFF')}),
              Contains(Pair("body type", "none")));
  for (const auto& [what, value] :
       behaviour({200, "1.1", {{"X", std::string(1'000'000, 'x') + "\n\xFF"}}, ""})) {
    EXPECT_LE(value.size(), 200u) << what;
  }
  EXPECT_THAT(behaviour({200, "1.1", {}, std::string(100'000, '[')}), Contains(Key("body type")));
}

TEST(BehaviourOf, LongNamesAreBounded) {
  // Below a name of a megabyte, a hundred thousand members: no name is made of both for each.
  std::string json = "{\"" + std::string(1'000'000, 'n') + "\":{";
  for (int number = 0; number < 100'000; ++number) json += "\"m" + std::to_string(number) + "\":0,";
  const Behaviour seen = behaviour({200, "1.1", {}, json + "\"z\":0}}"});
  EXPECT_EQ(seen.size(), 400u);
  for (const auto& [what, value] : seen) EXPECT_LE(what.size(), 300u);
  const std::string name(40'000, 'e');
  EXPECT_THAT(behaviour({200, "1.1", {}, "<a><" + name + "/></a>"}),
              Not(Contains(Key(testing::HasSubstr(name)))));
}

TEST(BehaviourOf, NoAnswerIsItsFailure) {
  Exchange exchange;
  exchange.failure = Failure{FailureKind::tls, "whatever curl says today"};
  EXPECT_EQ(behaviour_of(exchange), (Behaviour{{"failure", "TLS handshake failed"}}));
}

}  // namespace
}  // namespace s2sconform
