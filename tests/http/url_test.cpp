#include "harness/http/url.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

TEST(ParseUrl, TakesAUrlApart) {
  const auto url = parse_url("HTTPS://Mail.LitwareInc.com/EWS/Exchange.asmx?x=1#y");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "mail.litwareinc.com");
  EXPECT_EQ(url->port, 443u);
  EXPECT_EQ(url->path, "/EWS/Exchange.asmx");
}

TEST(ParseUrl, KnowsPortsAndAddresses) {
  EXPECT_EQ(parse_url("http://a.example")->port, 80u);
  EXPECT_EQ(parse_url("https://a.example:8443/")->port, 8443u);
  EXPECT_EQ(parse_url("https://[::1]:444/x")->host, "::1");
}

TEST(ParseUrl, RefusesWhatIsNoHttpUrl) {
  for (const char* text : {"", "/path", "file:///etc/passwd", "ftp://a.example/", "https://",
                           "https:", "javascript:alert(1)", "https://a b.example/"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

// curl reads as far as a NUL, and would ask another host than the one that stands in the reports.
TEST(ParseUrl, RefusesANul) {
  const std::string url("https://a.example\0.evil.example/", 33);
  EXPECT_FALSE(parse_url(url));
  EXPECT_FALSE(resolve_url("https://b.example/", url));
  EXPECT_FALSE(resolve_url(url, "/x"));
}

TEST(ResolveUrl, FollowsRelativeReferences) {
  EXPECT_EQ(resolve_url("https://a.example/x/y", "../z"), "https://a.example/z");
  EXPECT_EQ(resolve_url("https://a.example/x", "//b.example/y"), "https://b.example/y");
  EXPECT_EQ(resolve_url("https://a.example/x", "http://c.example/"), "http://c.example/");
}

}  // namespace
}  // namespace s2sconform
