#include "reports/report_text.h"

#include <gtest/gtest.h>

#include "harness/base/utc_text.h"
#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

TEST(ReportText, ValidUtf8IsKept) {
  for (const std::string text :
       {"", "a\nb\x01", "\u00FC\u20AC\U0001F600", "\uFFFF\U0010FFFF", "\\xFF"}) {
    EXPECT_EQ(valid_utf8(text), text);
  }
}

TEST(ReportText, InvalidUtf8IsEscapedByteByByte) {
  EXPECT_EQ(valid_utf8("a\xFF!"), "a\\xFF!");
  EXPECT_EQ(valid_utf8("\x80"), "\\x80");
  EXPECT_EQ(valid_utf8("\xC0\xAF"), "\\xC0\\xAF") << "overlong";
  EXPECT_EQ(valid_utf8("\xE0\x80\xAF"), "\\xE0\\x80\\xAF") << "overlong";
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), "\\xED\\xA0\\x80") << "surrogate";
  EXPECT_EQ(valid_utf8("\xF4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80") << "above U+10FFFF";
  EXPECT_EQ(valid_utf8("\xE2\x82"), "\\xE2\\x82") << "cut off";
  EXPECT_EQ(valid_utf8("\xE2\x82x"), "\\xE2\\x82x") << "cut off";
}

TEST(ReportText, XmlMarkupAndForeignCharactersAreEscaped) {
  EXPECT_EQ(xml_text("]]>"), "]]&gt;");
  EXPECT_EQ(xml_text("<a b=\"c\" d='e'>&amp;"),
            "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;amp;");
  EXPECT_EQ(xml_text("\x01\x1B\x0B\0"s), "\\u0001\\u001B\\u000B\\u0000");
  EXPECT_EQ(xml_text("\xFF"), "\\xFF");
  EXPECT_EQ(xml_text("\uFFFE\uFFFF"), "\\uFFFE\\uFFFF");
  EXPECT_EQ(xml_text("a\n\tb\r"), "a\n\tb&#13;");
  EXPECT_EQ(xml_text("\u00FC\U0001F600"), "\u00FC\U0001F600");
}

TEST(ReportText, ALineHasNoControls) {
  EXPECT_EQ(visible_line("\x1B[31mred\x1B[0m"), "\\u001B[31mred\\u001B[0m");
  EXPECT_EQ(visible_line("a\r\n\tb"), "a\\r\\n\\tb");
  EXPECT_EQ(visible_line("\u009B31m\x7F"), "\\u009B31m\\u007F");
  EXPECT_EQ(visible_line("\u202Eevil\u2066\u200B\uFEFF\U000E0041"),
            "\\u202Eevil\\u2066\\u200B\\uFEFF\\U000E0041");
  EXPECT_EQ(visible_line("\u00FC DOMAIN\\user"), "\u00FC DOMAIN\\user");
}

TEST(ReportText, AsciiEscapesAndFoldedLikens) {
  EXPECT_EQ(visible_line("\u201Cx\u201D \u00FC", Characters::ascii), "\\u201Cx\\u201D \\u00FC");
  EXPECT_EQ(visible_line("\u201Cx\u201D \u2014 \u00A72 \u00FC\u2026", Characters::folded),
            "\"x\" - section 2 \\u00FC...");
}

TEST(ReportText, AnExcerptIsBoundedAndSaysHowLongTheWholeIs) {
  EXPECT_EQ(visible_excerpt("abc", 3), "abc");
  EXPECT_EQ(visible_excerpt("abcd", 3), "abc\u2026 (4 bytes)");
  EXPECT_EQ(visible_excerpt("abcd", 3, Characters::ascii), "abc... (4 bytes)");
  EXPECT_EQ(visible_excerpt("ab\xFF", 5), "ab\u2026 (3 bytes)") << "an escape is not cut";
  EXPECT_EQ(visible_excerpt("\u00FC\u00FC\u00FC", 2), "\u00FC\u00FC\u2026 (6 bytes)");
  EXPECT_EQ(visible_excerpt(std::string(10 * 1024 * 1024, 'x'), 4), "xxxx\u2026 (10485760 bytes)");
}

TEST(ReportTime, IsUtcAndPlainSeconds) {
  const auto time = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 1h + 2min + 3s + 45ms;
  EXPECT_EQ(utc_to_seconds(time), "2024-02-29T01:02:03");
  EXPECT_EQ(utc_to_milliseconds(time), "2024-02-29T01:02:03.045Z");
  const std::chrono::system_clock::time_point before_1970(-1ms);
  EXPECT_EQ(utc_to_milliseconds(before_1970), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(seconds_text(1234567ms), "1234.567");
  EXPECT_EQ(seconds_text(-5ms), "0.000");
}

}  // namespace
}  // namespace s2sconform
