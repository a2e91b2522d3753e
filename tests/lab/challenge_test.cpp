#include "fixtures/product/challenge.h"

#include <gtest/gtest.h>

namespace s2slab {
namespace {

const std::vector<Challenge> challenges{{"Bearer", {{"realm", "a"}, {"client_id", "b"}}},
                                        {"NTLM", {}}};

TEST(Challenge, IsSchemeAndQuotedParameters) {
  EXPECT_EQ(to_text(challenges[0]), "Bearer realm=\"a\",client_id=\"b\"");
  EXPECT_EQ(to_text(challenges[1]), "NTLM");
}

TEST(Challenge, SetReplacesOrAppends) {
  Challenge challenge = challenges[0];
  challenge.set("realm", "c");
  challenge.set("error", "invalid_token");
  EXPECT_EQ(to_text(challenge), "Bearer realm=\"c\",client_id=\"b\",error=\"invalid_token\"");
}

TEST(Challenges, StandInHeadersOfTheirOwnOrInOne) {
  EXPECT_EQ(to_headers(challenges, ChallengeForm::separate_headers).size(), 2u);
  const Headers folded = to_headers(challenges, ChallengeForm::one_header);
  ASSERT_EQ(folded.size(), 1u);
  EXPECT_EQ(folded[0].value, "Bearer realm=\"a\",client_id=\"b\", NTLM");
}

}  // namespace
}  // namespace s2slab
