#include "harness/xml/xml_answer.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/xml/xml_text.h"

namespace s2sconform {
namespace {

TEST(XmlAnswer, FindsElementsWhateverTheirPrefix) {
  for (const char* prefix : {"", "m:", "anything:"}) {
    const std::string p = prefix;
    const std::string name = p.empty() ? "xmlns" : "xmlns:" + p.substr(0, p.size() - 1);
    const std::string text = "<" + p + "a " + name + "=\"urn:x\"><" + p +
                             "b id=\"1 &amp; 2\">one<" + p + "c/>two</" + p + "b><" + p +
                             "b id=\"3\"/></" + p + "a>";
    const auto answer = XmlAnswer::parse(text);
    ASSERT_TRUE(answer) << text;
    EXPECT_EQ(answer->text_of("b"), "onetwo");
    EXPECT_EQ(answer->attribute_of("b", "id"), "1 & 2");
    EXPECT_EQ(answer->text_of("d"), std::nullopt);
    EXPECT_EQ(answer->attribute_of("b", "name"), std::nullopt);
  }
}

TEST(XmlAnswer, TakesNothingThatIsNotWellFormed) {
  for (const char* text :
       {"", "<a>", "text", "<a></b>", "<a/><b/>", "\xFF\xFE", "<a>&unknown;</a>"}) {
    EXPECT_FALSE(XmlAnswer::parse(text)) << text;
  }
}

TEST(XmlAnswer, TakesNoDocumentTypeAndExpandsNoEntity) {
  EXPECT_FALSE(XmlAnswer::parse("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>"));
  EXPECT_FALSE(XmlAnswer::parse("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"));
}

TEST(XmlAnswer, IsBoundedInDepth) {
  std::string deep;
  for (int level = 0; level < 1000; ++level) deep += "<a>";
  for (int level = 0; level < 1000; ++level) deep += "</a>";
  EXPECT_FALSE(XmlAnswer::parse(deep));
}

// libxml2 compares each attribute with all before it: a hundred thousand take it half a minute.
TEST(XmlAnswer, IsBoundedInTheLengthOfATag) {
  const auto element = [](std::size_t attributes) {
    std::string text = "<r><a";
    for (std::size_t number = 0; number < attributes; ++number) {
      text += " a" + std::to_string(number) + "='>'";
    }
    return text + "/></r>";
  };
  EXPECT_TRUE(XmlAnswer::parse(element(1'000)));
  EXPECT_FALSE(XmlAnswer::parse(element(100'000)));
}

TEST(XmlAnswer, IsBoundedInTheNumberOfItsTags) {
  const auto wide = [](std::size_t elements) {
    std::string text = "<r>";
    for (std::size_t number = 0; number < elements; ++number) text += "<a/>";
    return text + "</r>";
  };
  EXPECT_TRUE(XmlAnswer::parse(wide(150'000)));
  EXPECT_FALSE(XmlAnswer::parse(wide(700'000)));
}

TEST(XmlAnswer, LongTextsAreNoLongTags) {
  const std::string text(200'000, 'x');
  for (const std::string& section :
       {text, "<![CDATA[<" + text + "]]>", "<!--<" + text + "-->", "<?x <" + text + "?>"}) {
    EXPECT_TRUE(XmlAnswer::parse("<a>" + section + "</a>")) << section.substr(0, 12);
  }
  EXPECT_FALSE(XmlAnswer::parse("<a><![CDATA[<!DOCTYPE a>]]>"));
  EXPECT_TRUE(XmlAnswer::parse("<a><![CDATA[<!DOCTYPE a>]]></a>"));
}

TEST(XmlText, ComesBackAsItWas) {
  const std::string text = "<&>\"' \u00FC \U0001F600 ]]> &amp;";
  const auto answer =
      XmlAnswer::parse("<a b=\"" + xml_escaped(text) + "\">" + xml_escaped(text) + "</a>");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->text_of("a"), text);
  EXPECT_EQ(answer->attribute_of("a", "b"), text);
}

}  // namespace
}  // namespace s2sconform
