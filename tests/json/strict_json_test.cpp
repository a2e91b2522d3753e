#include "harness/json/strict_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace s2sconform {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

struct Parsed {
  JsonFacts facts;
  Json document;
};

Parsed parse(std::string_view text, std::size_t maximum_depth = 32) {
  Parsed parsed;
  parsed.facts = parse_strict_json(text, parsed.document, maximum_depth);
  return parsed;
}

TEST(StrictJson, KeepsValuesAndTheOrderOfMembers) {
  const Parsed parsed = parse(R"( {"b": [1, -2.5, true, null, "x\u00e4\/"], "a": {}} )");
  ASSERT_TRUE(parsed.facts.valid);
  EXPECT_EQ(parsed.document.dump(), "{\"b\":[1,-2.5,true,null,\"x\xC3\xA4/\"],\"a\":{}}");
  EXPECT_EQ(parsed.facts.depth, 2u);
  EXPECT_EQ(parse("7").facts.depth, 0u);
}

TEST(StrictJson, RefusesWhatIsNoJson) {
  for (const char* text :
       {"",         " ",       "{",           "{\"a\":1", "[1,]",  "{\"a\":1,}",  "{a:1}",
        "{'a':1}",  "01",      "+1",          "1.",       ".5",    "NaN",         "tru",
        "\"\x01\"", "\"\\x\"", "\"\\ud800\"", "\"open",   "[] []", "{} <!-- -->", "/* c */ {}"}) {
    const Parsed parsed = parse(text);
    EXPECT_FALSE(parsed.facts.valid) << text;
    EXPECT_FALSE(parsed.facts.error.empty()) << text;
    EXPECT_TRUE(parsed.document.is_null()) << text;
  }
}

TEST(StrictJson, SaysWhere) {
  EXPECT_THAT(parse("{\n \"a\": }").facts.error, testing::StartsWith("line 2, column 7: "));
}

TEST(StrictJson, ReportsDuplicatesByPointer) {
  const Parsed parsed = parse(R"({"a":1,"b":[{"x/y":1,"x/y":2}],"a":{"deep":1},"c~":0,"c~":1})");
  ASSERT_TRUE(parsed.facts.valid);
  EXPECT_THAT(parsed.facts.duplicate_members, ElementsAre("/b/0/x~1y", "/a", "/c~0"));
  EXPECT_EQ(parsed.document["a"], 1) << "the first one counts";
  EXPECT_EQ(parsed.document["b"][0]["x/y"], 1);
  EXPECT_THAT(parsed.facts.case_variant_members, IsEmpty());
}

TEST(StrictJson, ReportsCaseVariants) {
  const Parsed parsed = parse(R"({"issuer":1,"Issuer":2,"keys":[{"usage":1,"USAGE":2}]})");
  EXPECT_THAT(parsed.facts.case_variant_members, ElementsAre("/Issuer", "/keys/0/USAGE"));
  EXPECT_THAT(parsed.facts.duplicate_members, IsEmpty());
}

TEST(StrictJson, CountsDepthBeyondWhatItKeeps) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const Parsed parsed = parse("{\"keep\":1,\"deep\":" + deep + "}");
  ASSERT_TRUE(parsed.facts.valid) << parsed.facts.error;
  EXPECT_EQ(parsed.facts.depth, 100'001u);
  EXPECT_EQ(parsed.document["keep"], 1);
  const Parsed shallow = parse("[[1],2]", 1);
  EXPECT_EQ(shallow.document.dump(), "[null,2]");
}

TEST(StrictJson, WideObjectsTakeNoSquareTime) {
  std::string wide = "{";
  for (int index = 0; index < 200'000; ++index) {
    wide += (index == 0 ? "\"m" : ",\"m") + std::to_string(index) + "\":0";
  }
  EXPECT_EQ(parse(wide + "}").document.size(), 200'000u);
}

TEST(StrictJson, NotesEncoding) {
  const Parsed marked = parse("\xEF\xBB\xBF{\"a\":1}");
  EXPECT_TRUE(marked.facts.valid);
  EXPECT_TRUE(marked.facts.byte_order_mark);
  const Parsed invalid = parse("{\"a\":\"x\xFFz\"}");
  EXPECT_TRUE(invalid.facts.valid);
  EXPECT_EQ(invalid.facts.invalid_utf8_at, 7u);
  EXPECT_EQ(invalid.document["a"], "x\xEF\xBF\xBDz");
  EXPECT_FALSE(parse(std::string_view("\xFF\xFE{\0\"\0", 6)).facts.valid) << "UTF-16";
  EXPECT_EQ(parse("{}").facts.invalid_utf8_at, std::string_view::npos);
}

}  // namespace
}  // namespace s2sconform
