#include "harness/engine/redirect_policy.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

class RedirectPolicy : public testing::Test {
 protected:
  RedirectPolicy() {
    target_.base_urls = {{"metadata", "https://autodiscover.litwareinc.com"},
                         {"resource", "https://mail.litwareinc.com"}};
  }

  bool allowed(const std::string& to, bool with_secret) {
    const TargetSession session(target_, *TrustAnchors::load("", ""));
    return !redirect_objection(session, "https://autodiscover.litwareinc.com/x", to, with_secret);
  }

  Target target_;
};

TEST_F(RedirectPolicy, StaysOnHttps) {
  EXPECT_TRUE(allowed("https://autodiscover.litwareinc.com/y", false));
  EXPECT_FALSE(allowed("http://autodiscover.litwareinc.com/y", false));
  EXPECT_FALSE(allowed("http://autodiscover.litwareinc.com/y", true));
  EXPECT_FALSE(allowed("", false));
}

TEST_F(RedirectPolicy, StaysOnHostsThatTheTargetNames) {
  EXPECT_TRUE(allowed("https://mail.litwareinc.com/y", false));
  EXPECT_TRUE(allowed("https://autodiscover.litwareinc.com:8443/y", false));
  EXPECT_FALSE(allowed("https://evil.example/y", false));
}

TEST_F(RedirectPolicy, ASecretStaysOnItsOrigin) {
  EXPECT_TRUE(allowed("https://AUTODISCOVER.litwareinc.com/y", true));
  EXPECT_FALSE(allowed("https://mail.litwareinc.com/y", true));
  EXPECT_FALSE(allowed("https://autodiscover.litwareinc.com:8443/y", true));
}

TEST(RedirectOf, NeedsAStatusAndALocation) {
  RecordedResponse response;
  response.headers = {{"location", "/y"}};
  for (const unsigned status : {301u, 302u, 303u, 307u, 308u}) {
    response.status = status;
    EXPECT_EQ(redirect_of(response, "https://a.example/x"), "https://a.example/y");
  }
  for (const unsigned status : {200u, 300u, 304u, 401u}) {
    response.status = status;
    EXPECT_EQ(redirect_of(response, "https://a.example/x"), std::nullopt);
  }
  response.status = 302;
  response.headers.clear();
  EXPECT_EQ(redirect_of(response, "https://a.example/x"), std::nullopt);
}

}  // namespace
}  // namespace s2sconform
