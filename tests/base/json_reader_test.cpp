#include "harness/base/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace s2sconform {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

// Whether it is a document, of which nothing is looked at.
bool passes_over(std::string_view text) {
  try {
    JsonReader json(text);
    json.skip();
    json.end();
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

std::string string_of(std::string_view text) {
  std::string value = "what was there before";
  JsonReader(text).string(value);
  return value;
}

TEST(JsonReader, GivesWhatIsAskedForAndPassesOverTheRest) {
  JsonReader json(
      R"({"other": {"list": [[], {}, "]"]}, "list" : [true, -1.5e1] , "text": "a", "tree": {"b": [1] } })");
  std::string text, tree;
  std::vector<double> numbers;
  json.begin_object();
  while (json.next_member()) {
    if (json.name() == "text") {
      json.string(text);
    } else if (json.name() == "tree") {
      tree = json.text();
    } else if (json.name() == "list") {
      json.begin_array();
      ASSERT_TRUE(json.next_element());
      EXPECT_TRUE(json.boolean());
      while (json.next_element()) numbers.push_back(json.number());
    } else {
      json.skip();
    }
  }
  json.end();
  EXPECT_EQ(text, "a");
  EXPECT_EQ(tree, R"({"b": [1] })");
  EXPECT_EQ(numbers, std::vector<double>{-15});
}

TEST(JsonReader, DecodesStrings) {
  for (const char* text :
       {R"("")", R"("a/\/\"\\\b\f\n\r\t")", R"("\u0041\u00e9\u20AC\ud83d\ude00 é€😀")"}) {
    EXPECT_EQ(string_of(text), nlohmann::json::parse(text).get<std::string>()) << text;
  }
}

TEST(JsonReader, RefusesWhatAnotherParserRefuses) {
  for (const char* text :
       {"{}", " [ ] ", "null", "true", "false", "0", "-0", "10", "1.5", "-1.5E+10", "1e-7",
        R"({"a":1,"a":[{"b":{}}]})", "\xEF\xBB\xBF{}", "[1,2]\r\n\t", R"("\u0000")"}) {
    EXPECT_TRUE(nlohmann::json::accept(std::string(text))) << text;
    EXPECT_TRUE(passes_over(text)) << text;
  }
  for (const char* text : {"",
                           " ",
                           "{",
                           "[",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "[1}",
                           "{]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{\"a\":1 \"b\":2}",
                           "[] []",
                           "nul",
                           "nulll",
                           "True",
                           "01",
                           "+1",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "-",
                           "--1",
                           "0x1",
                           "NaN",
                           "'a'",
                           "\"a",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\\ud800\"",
                           "\"\\ud800\\n\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\udc00\"",
                           "\"\n\"",
                           "\"\xFF\"",
                           "\"\xC0\x80\"",
                           "\"\xED\xA0\x80\"",
                           "// a\n1",
                           "]",
                           ":"}) {
    EXPECT_FALSE(nlohmann::json::accept(std::string(text))) << text;
    EXPECT_FALSE(passes_over(text)) << text;
  }
}

// A stream is read in pieces, and anything may be cut by their ends.
TEST(JsonReader, IsTheSameWhereverAPieceEnds) {
  const std::string value = R"({"a\u20ac": ["é\\", true, 12.25, {"b" : null}]})";
  for (std::size_t cut = 0; cut <= value.size(); ++cut) {
    std::istringstream in(std::string(64 * 1024 - cut, ' ') + value + "\n");
    JsonReader json(in);
    EXPECT_EQ(json.text(), value);
    json.end();
  }
  const std::string text(200'000, 'x');
  std::istringstream in("[\"" + text + "\"]");
  JsonReader json(in);
  EXPECT_EQ(json.text(), "[\"" + text + "\"]");
}

TEST(JsonReader, DepthIsNoBound) {
  constexpr std::size_t depth = 1'000'000;
  EXPECT_TRUE(passes_over(std::string(depth, '[') + std::string(depth, ']')));
  EXPECT_FALSE(passes_over(std::string(depth, '[')));
}

TEST(JsonReader, SaysInWhichLineSomethingElseIs) {
  const auto number = [] { JsonReader("\n\n\"1\"").number(); };
  EXPECT_THAT(number, ThrowsMessage<std::invalid_argument>("line 3: a number is expected"));
  EXPECT_THAT([] { JsonReader("1e999").number(); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("out of range")));
  EXPECT_THAT([] { JsonReader("1").boolean(); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("'false' is expected")));
  EXPECT_THAT([] { JsonReader("[]").begin_object(); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("an object is expected")));
}

}  // namespace
}  // namespace s2sconform
