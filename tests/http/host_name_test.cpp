#include "harness/http/host_name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace s2sconform {
namespace {

TEST(HostInAscii, IsByIdna2008) {
  EXPECT_EQ(host_in_ascii("post.bücher.example"), "post.xn--bcher-kva.example");
  EXPECT_EQ(host_in_ascii("BÜCHER.example"), "xn--bcher-kva.example");
  EXPECT_EQ(host_in_ascii("bu\u0308cher.example"), "xn--bcher-kva.example") << "two code points";
  EXPECT_EQ(host_in_ascii("straße.example"), "xn--strae-oqa.example") << "not strasse";
  EXPECT_EQ(host_in_ascii("例え。テスト"), "xn--r8jz45g.xn--zckzah");
}

TEST(HostInAscii, LeavesAsciiAlone) {
  for (const std::string& host : std::vector<std::string>{
           "mail.LitwareInc.com", "10.0.0.5", "server_1.example", "r3---a.example",
           "xn--bcher-kva.example", "XN--BCHER-KVA.example"}) {
    EXPECT_EQ(host_in_ascii(host), host);
  }
}

TEST(HostInAscii, RefusesWhatIsNoName) {
  for (const std::string& host : std::vector{
           std::string("-bücher.example"), std::string("a／b.example"), std::string("a：b.example"),
           std::string("☃\u200d.example"), std::string("\xC3.example"), std::string("\xFF\xFE"),
           std::string("xn--a.example"), std::string("xn--.example"), std::string("ü\0x", 4),
           std::string("a b.bücher.example")}) {
    const auto ascii = host_in_ascii(host);
    ASSERT_FALSE(ascii) << host << ": " << *ascii;
    EXPECT_FALSE(ascii.error().empty());
  }
  std::string long_label;
  for (int count = 0; count < 64; ++count) long_label += "ü";
  EXPECT_FALSE(host_in_ascii(long_label + ".example"));
}

TEST(UrlInAscii, ChangesTheHostAlone) {
  EXPECT_EQ(url_in_ascii("https://post.bücher.example:8443/ä?ö=ü#ß"),
            "https://post.xn--bcher-kva.example:8443/ä?ö=ü#ß");
  EXPECT_EQ(url_in_ascii("https://bücher.example"), "https://xn--bcher-kva.example");
  EXPECT_EQ(url_in_ascii("https://[::1]:443/ü"), "https://[::1]:443/ü");
  EXPECT_EQ(url_in_ascii("no URL at all"), "no URL at all");
  EXPECT_FALSE(url_in_ascii("https://a／b.example/"));
}

}  // namespace
}  // namespace s2sconform
