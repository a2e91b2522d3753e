#include "harness/base/base64.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

// RFC 4648 section 10.
constexpr std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};

TEST(Base64, FollowsTheVectorsOfTheRfc) {
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(encode_base64(bytes), text);
    EXPECT_EQ(decode_base64(text), bytes);
    std::string unpadded = text;
    unpadded.erase(unpadded.find_last_not_of('=') + 1);
    EXPECT_EQ(encode_base64url(bytes), unpadded);
    EXPECT_EQ(decode_base64url(unpadded), bytes);
    EXPECT_EQ(decode_base64url(text, true), bytes);
  }
  EXPECT_EQ(encode_base64("\xFB\xFF\xBF"), "+/+/");
  EXPECT_EQ(encode_base64url("\xFB\xFF\xBF"), "-_-_");
}

TEST(Base64, PassesOverWhiteSpace) { EXPECT_EQ(decode_base64(" Zm9v\r\n\tYmFy "), "foobar"); }

TEST(Base64, RefusesWhatIsNone) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Z===", "=", "Zm9v=", "Zg==Zg==", "Zm-v",
                           "Zm9v!", "Zh==", "Zm9="}) {
    EXPECT_FALSE(decode_base64(text)) << text;
  }
  for (const char* text : {"Z", "Zg==", "Zm+v", "Zm 9v", "Zh"}) {
    EXPECT_FALSE(decode_base64url(text)) << text;
  }
  EXPECT_EQ(decode_base64("Zm9v!").error(), "a character that does not belong at offset 4");
}

}  // namespace
}  // namespace s2sconform
