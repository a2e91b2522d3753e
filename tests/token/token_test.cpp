// Drafts, decoding and objections.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "harness/base/base64.h"
#include "harness/identity/key_files.h"
#include "harness/token/draft.h"
#include "harness/token/objections.h"

namespace s2sconform {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::chrono::sys_seconds begin{std::chrono::seconds(1767225600)};
constexpr std::chrono::sys_seconds end{std::chrono::seconds(1767254400)};

const SigningKey& key() {
  static const SigningKey made = *make_signing_key(2048, {"test", begin, end});
  return made;
}

TokenTerms terms() {
  return {"00000002-0000-0ff1-ce00-000000000000",
          "mail.litwareinc.com",
          "litwareinc.com",
          "0000000b-0000-0ff1-ce00-000000000000",
          begin,
          end};
}

TokenExpectations expectations() {
  TokenExpectations expected;
  expected.now = begin + std::chrono::hours{1};
  expected.audience = terms().audience();
  expected.certificates = {key().certificate_der()};
  expected.has_document = true;
  return expected;
}

std::string outer_token() {
  return seal_around(draft_outer_token(terms(), {{"nameid", "kenmyer@litwareinc.com"}}),
                     seal(draft_actor_token(terms(), key(), true)));
}

TEST(JsonObject, KeepsOrderDuplicatesAndText) {
  JsonObject object;
  object.add("b", "1").add("a", json_string("x\"\\\n")).add("b", "2");
  EXPECT_EQ(object.text(), R"({"b":1,"a":"x\"\\\u000a","b":2})");
  object.set("b", "3").remove("a").reverse();
  EXPECT_EQ(object.text(), R"({"b":2,"b":3})");
}

TEST(Draft, ActorTokenHasTheProductsShape) {
  const DecodedToken token(seal(draft_actor_token(terms(), key(), true)));
  EXPECT_THAT(token.defects(), IsEmpty());
  EXPECT_EQ(token.header().dump(), R"({"typ":"JWT","alg":"RS256","x5t":")" + key().x5t() + R"("})");
  EXPECT_EQ(token.claims().dump(),
            R"({"aud":"00000002-0000-0ff1-ce00-000000000000/mail.litwareinc.com@litwareinc.com",)"
            R"("iss":"0000000b-0000-0ff1-ce00-000000000000@litwareinc.com","nbf":"1767225600",)"
            R"("exp":"1767254400","nameid":"0000000b-0000-0ff1-ce00-000000000000@litwareinc.com",)"
            R"("trustedfordelegation":"true"})");
}

TEST(Draft, OuterTokenIsUnsignedAndBearsTheActor) {
  const std::string text = outer_token();
  EXPECT_TRUE(text.ends_with('.'));
  const DecodedToken token(text);
  EXPECT_EQ(token.header().dump(), R"({"typ":"JWT","alg":"none"})");
  ASSERT_NE(token.actor(), nullptr);
  EXPECT_EQ(token.actor_claim(), "actortoken");
  EXPECT_EQ(token.claim_text("iss"), token.actor()->claim_text("nameid"));
  const DecodedToken other(seal_around(draft_outer_token(terms(), {}),
                                       seal(draft_actor_token(terms(), key(), true)), "actort"));
  EXPECT_EQ(other.actor_claim(), "actort");
}

TEST(DecodedToken, SaysWhatIsWrongWithAnything) {
  const auto defect = [](const std::string& text) {
    const DecodedToken token(text);
    return token.defects().empty() ? std::string() : token.defects().front();
  };
  const std::string object = encode_base64url("{}");
  EXPECT_THAT(defect(""), HasSubstr("1 segments"));
  EXPECT_THAT(defect("a.b"), HasSubstr("2 segments"));
  EXPECT_THAT(defect("a.b.c.d"), HasSubstr("more than three"));
  EXPECT_THAT(defect("!." + object + "."), HasSubstr("header is not base64url"));
  EXPECT_THAT(defect(object + "." + encode_base64url("[]") + "."), HasSubstr("no JSON object"));
  EXPECT_THAT(defect(object + "." + encode_base64url(R"({"a":1,"a":2})") + "."),
              HasSubstr("/a twice"));
  EXPECT_THAT(defect(object + "." + object + ".*"), HasSubstr("signature is not base64url"));
  EXPECT_THAT(defect(std::string(2 * 1024 * 1024, 'a')), HasSubstr("longer than a mebibyte"));
  EXPECT_THAT(defect(object + "." + object + "."), IsEmpty());
}

TEST(DecodedToken, ReadsTimesInEitherDialect) {
  const auto time = [](const std::string& value) {
    return DecodedToken(encode_base64url("{}") + "." + encode_base64url("{\"exp\":" + value + "}") +
                        ".")
        .claim_time("exp");
  };
  EXPECT_EQ(time("17"), 17);
  EXPECT_EQ(time("\"17\""), 17);
  EXPECT_EQ(time("17.9"), 17);
  EXPECT_EQ(time("-1"), -1);
  for (const char* wrong : {"\"17x\"", "\"\"", "null", "true", "1e300", "18446744073709551615",
                            "\"99999999999999999999\"", "[]"}) {
    EXPECT_EQ(time(wrong), std::nullopt) << wrong;
  }
}

TEST(DecodedToken, StopsAtDeepNesting) {
  std::string token = encode_base64url("{}") + "." + encode_base64url("{}") + ".";
  for (int level = 0; level < 8; ++level) {
    token = encode_base64url("{}") + "." +
            encode_base64url("{\"actort\":" + json_string(token) + "}") + ".";
  }
  unsigned depth = 0;
  const DecodedToken outermost(token);
  for (const DecodedToken* each = &outermost; each; each = each->actor()) ++depth;
  EXPECT_EQ(depth, 4u);
}

TEST(Objections, NoneToGoodTokens) {
  EXPECT_THAT(objections_to(DecodedToken(outer_token()), expectations()), IsEmpty());
  EXPECT_THAT(
      objections_to(DecodedToken(seal(draft_actor_token(terms(), key(), false))), expectations()),
      IsEmpty());
}

// Each edit of a good app-only token, and what is said of it.
TEST(Objections, SayWhyAServerRefuses) {
  const auto objections = [](void (*edit)(Draft&)) {
    Draft draft = draft_actor_token(terms(), key(), false);
    edit(draft);
    return objections_to(DecodedToken(seal(draft)), expectations());
  };
  EXPECT_THAT(objections([](Draft& d) { d.header.set("alg", "\"none\""), d.signing = {}; }),
              Contains(HasSubstr("not signed")));
  EXPECT_THAT(objections([](Draft& d) { d.signing = {}; }), Contains(HasSubstr("is empty")));
  EXPECT_THAT(objections([](Draft& d) { d.header.set("x5t", "\"unknown\""); }),
              Contains(HasSubstr("names no signing certificate")));
  EXPECT_THAT(objections([](Draft& d) { d.header.set("alg", "\"HS256\""); }),
              Contains(HasSubstr("take RS256")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.set("exp", "\"1767225700\""); }),
              Contains(HasSubstr("expired at 2026-01-01")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.set("nbf", "\"1767254000\""); }),
              Contains(HasSubstr("not valid before")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.remove("exp"); }),
              Contains(HasSubstr("until when")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.remove("aud"); }),
              Contains(HasSubstr("no audience")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.set("aud", "\"https://mail\""); }),
              Contains(HasSubstr("three parts")));
  EXPECT_THAT(objections([](Draft& d) { d.claims.set("exp", "99999999999999999"); }),
              Contains(HasSubstr("no time of this era")));
}

TEST(Objections, OuterTokenAndActorMustFit) {
  Draft outer = draft_outer_token(terms(), {});
  outer.claims.set("iss", "\"somebody\"");
  const auto said =
      objections_to(DecodedToken(seal_around(outer, seal(draft_actor_token(terms(), key(), true)))),
                    expectations());
  EXPECT_THAT(said, Contains(HasSubstr("iss is not the actor token's nameid")));
  EXPECT_THAT(said, Contains(HasSubstr("names no user")));
}

}  // namespace
}  // namespace s2sconform
