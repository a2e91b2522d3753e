#include "harness/http/challenge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::string> schemes(const ParsedChallenges& parsed) {
  std::vector<std::string> names;
  for (const Challenge& challenge : parsed.challenges) names.push_back(challenge.scheme);
  return names;
}

TEST(ParseChallenges, ReadsExchange) {
  const auto parsed = parse_challenges(
      {R"(Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000004-0000-0ff1-ce00-000000000000@fabri.example,00000003-0000-0ff1-ce00-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", error="invalid_token")",
       "Negotiate", "NTLM", R"(Basic realm="autodiscover.fabri.example")"});
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_THAT(schemes(parsed), ElementsAre("Bearer", "Negotiate", "NTLM", "Basic"));
  EXPECT_EQ(*find_challenge(parsed, "bearer")->parameter("CLIENT_ID"),
            "00000002-0000-0ff1-ce00-000000000000");
  EXPECT_EQ(*parsed.challenges[0].parameter("error"), "invalid_token");
}

TEST(ParseChallenges, ReadsFoldedSharePoint) {
  const auto parsed = parse_challenges(
      {R"(NTLM, Bearer realm="2f1d7c50-6f0a-4b53-9a52-0d3f6f6d4e11",client_id="00000003",trusted_issuers="a@b,c@d")"});
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_THAT(schemes(parsed), ElementsAre("NTLM", "Bearer"));
  EXPECT_EQ(parsed.challenges[1].parameters.front().first, "realm");
  EXPECT_EQ(*parsed.challenges[1].parameter("trusted_issuers"), "a@b,c@d");
}

// Facts C-o: a new scheme begins after a comma without a space, and a value holds commas.
TEST(ParseChallenges, ReadsFoldedLync) {
  const auto parsed = parse_challenges(
      {R"(Bearer trusted_issuers="00000002@contoso.com", client_id="00000004",MsRtcOAuth href="https://pool/WebTicket/oauthtoken",grant_type="urn:microsoft.rtc:windows,password")"});
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_THAT(schemes(parsed), ElementsAre("Bearer", "MsRtcOAuth"));
  EXPECT_EQ(parsed.challenges[0].parameter("grant_type"), nullptr);
  EXPECT_EQ(*parsed.challenges[1].parameter("grant_type"), "urn:microsoft.rtc:windows,password");
}

TEST(ParseChallenges, ReadsWhatTheGrammarAllows) {
  const auto parsed = parse_challenges({R"(Basic Realm="")", "Negotiate TlRMTVNTUAAC/+==", ",, ,",
                                        R"(A b="q\"\\x" , c = d,E,F g=h)"});
  EXPECT_THAT(parsed.errors, IsEmpty());
  EXPECT_THAT(schemes(parsed), ElementsAre("Basic", "Negotiate", "A", "E", "F"));
  EXPECT_EQ(*parsed.challenges[0].parameter("realm"), "");
  EXPECT_EQ(parsed.challenges[1].token68, "TlRMTVNTUAAC/+==");
  EXPECT_THAT(parsed.challenges[2].parameters, ElementsAre(Pair("b", "q\"\\x"), Pair("c", "d")));
}

TEST(ParseChallenges, SaysWhereTheGrammarIsBroken) {
  EXPECT_THAT(parse_challenges({R"(Bearer realm="open)"}).errors,
              ElementsAre("field 1, column 19: a quoted value does not end"));
  EXPECT_THAT(parse_challenges({"Bearer", R"(Bearer a="1" b="2")"}).errors,
              ElementsAre("field 2, column 14: expected a comma"));
  EXPECT_THAT(parse_challenges({R"(="x")"}).errors, testing::SizeIs(1));
  EXPECT_THAT(parse_challenges({R"(Bearer a="1", b=)"}).errors, testing::SizeIs(1));
  EXPECT_THAT(parse_challenges({"Bearer/x"}).errors, testing::SizeIs(1));
}

TEST(ParseChallenges, ReadsOnBehindAnError) {
  const auto parsed = parse_challenges({R"(Bearer a="1", x=, b="2", NTLM)"});
  EXPECT_THAT(parsed.errors, testing::SizeIs(1));
  EXPECT_EQ(*parsed.challenges[0].parameter("b"), "2");
  EXPECT_THAT(schemes(parsed), ElementsAre("Bearer", "NTLM"));
}

TEST(ParseChallenges, BoundsThousands) {
  std::string many, parameters = "Bearer a=1";
  for (int index = 0; index < 10'000; ++index) {
    many += "NTLM,";
    parameters += ",a=1";
  }
  EXPECT_EQ(parse_challenges({many}).challenges.size(), 64u);
  const auto parsed = parse_challenges({parameters});
  EXPECT_EQ(parsed.challenges[0].parameters.size(), 64u);
  EXPECT_LE(parsed.errors.size(), 16u);
}

}  // namespace
}  // namespace s2sconform
