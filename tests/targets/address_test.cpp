#include "harness/targets/address.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

TEST(ParseAddress, ReadsNamesAndAddresses) {
  EXPECT_EQ(parse_address("mail.litwareinc.com:443")->host, "mail.litwareinc.com");
  EXPECT_EQ(parse_address("10.0.0.5:8443")->port, 8443u);
  EXPECT_EQ(parse_address("[2001:db8::1]:443")->host, "2001:db8::1");
}

TEST(ParseAddress, IsInAsciiAndLowerCase) {
  EXPECT_EQ(parse_address("Knoten.Bücher.example:443")->text(), "knoten.xn--bcher-kva.example:443");
  EXPECT_EQ(parse_address("[2001:DB8::1]:443")->text(), "[2001:db8::1]:443");
}

TEST(ParseAddress, RefusesWhatIsNone) {
  for (const char* text : {"", "a", "a:", ":1", "a:0", "a:65536", "a:-1", "a:1x", "2001:db8::1:443",
                           "[]:1", "a b:1", "a/b:1"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

}  // namespace
}  // namespace s2sconform
