// Corners of RFC 8259, each with what both readers say: the strict one, for what servers send, and
// the located one, for files that people write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "harness/json/located_json.h"
#include "harness/json/strict_json.h"

namespace s2sconform {
namespace {

using namespace std::string_view_literals;
using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The value without its places; of members that stand twice the first counts, as in the strict
// reader.
Json plain(const LocatedJson& json) {
  using Kind = LocatedJson::Kind;
  Json value;
  if (json.kind == Kind::boolean) value = json.boolean;
  if (json.kind == Kind::string) value = json.text;
  if (json.kind == Kind::number) value = json.number;
  if (json.kind == Kind::array) value = Json::array();
  if (json.kind == Kind::object) value = Json::object();
  for (const LocatedJson& element : json.elements) value.push_back(plain(element));
  for (const LocatedMember& member : json.members) {
    if (!value.contains(member.name)) value[member.name] = plain(member.value);
  }
  return value;
}

std::optional<Json> read_located(std::string_view text, std::string* problem = nullptr) {
  const auto json = parse_located_json(text);
  if (!json && problem) *problem = json.error().problem;
  return json ? std::optional(plain(*json)) : std::nullopt;
}

struct Accepted {
  std::string_view text;
  std::string_view value;  // as nlohmann writes it
};

void PrintTo(const Accepted& json, std::ostream* out) { *out << testing::PrintToString(json.text); }

class AcceptedByBoth : public testing::TestWithParam<Accepted> {};

TEST_P(AcceptedByBoth, WithTheSameValue) {
  Json strict;
  const JsonFacts facts = parse_strict_json(GetParam().text, strict);
  ASSERT_TRUE(facts.valid) << facts.error;
  EXPECT_TRUE(facts.error.empty());
  EXPECT_EQ(strict.dump(), GetParam().value);
  std::string problem;
  const auto located = read_located(GetParam().text, &problem);
  ASSERT_TRUE(located) << problem;
  EXPECT_EQ(*located, strict);
}

INSTANTIATE_TEST_SUITE_P(
    Values, AcceptedByBoth,
    testing::Values(Accepted{"null", "null"}, Accepted{"true", "true"}, Accepted{"false", "false"},
                    Accepted{"0", "0"}, Accepted{"\"\"", "\"\""}, Accepted{"[]", "[]"},
                    Accepted{"{}", "{}"}, Accepted{"[[]]", "[[]]"}, Accepted{"[{}]", "[{}]"},
                    Accepted{"{\"\":0}", "{\"\":0}"},
                    Accepted{"{\"\":{\"\":[]}}", "{\"\":{\"\":[]}}"},
                    Accepted{"[null,true,false]", "[null,true,false]"},
                    Accepted{"{\"a\":1,\"A\":2}", "{\"a\":1,\"A\":2}"},
                    Accepted{"{\"a\":1,\"a\":2}", "{\"a\":1}"},
                    Accepted{"{\"a\":{\"b\":1,\"b\":[]},\"c\":0}", "{\"a\":{\"b\":1},\"c\":0}"},
                    Accepted{"{\"__proto__\":1,\"constructor\":2}",
                             "{\"__proto__\":1,\"constructor\":2}"}));

INSTANTIATE_TEST_SUITE_P(WhiteSpace, AcceptedByBoth,
                         testing::Values(Accepted{" \t\r\n1 \t\r\n", "1"}, Accepted{"[ ]", "[]"},
                                         Accepted{"{\n}", "{}"}, Accepted{"[\r1\r,\t2]", "[1,2]"},
                                         Accepted{"{ \"a\" : 1 }", "{\"a\":1}"},
                                         Accepted{"\xEF\xBB\xBF[]", "[]"},
                                         Accepted{"\xEF\xBB\xBF \n7", "7"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, AcceptedByBoth,
    testing::Values(Accepted{"-0", "0"}, Accepted{"-0.0", "-0.0"}, Accepted{"0.5", "0.5"},
                    Accepted{"-1", "-1"}, Accepted{"1e1", "10.0"}, Accepted{"1E+2", "100.0"},
                    Accepted{"1e-2", "0.01"}, Accepted{"0e0", "0.0"}, Accepted{"1e00", "1.0"},
                    Accepted{"1.50", "1.5"}, Accepted{"1e-400", "0.0"},
                    Accepted{"9007199254740991", "9007199254740991"},
                    Accepted{"1.7976931348623157e308", "1.7976931348623157e+308"},
                    Accepted{"5e-324", "5e-324"},
                    Accepted{"123456789012345678901234567890", "1.2345678901234568e+29"},
                    Accepted{"0.1000000000000000055511151231257827", "0.1"}));

INSTANTIATE_TEST_SUITE_P(
    Strings, AcceptedByBoth,
    testing::Values(
        Accepted{R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")"},
        Accepted{R"("\u0041\u00e4\u00E4\u20ac")", "\"A\xC3\xA4\xC3\xA4\xE2\x82\xAC\""},
        Accepted{R"("\ud83d\ude00")", "\"\xF0\x9F\x98\x80\""},
        Accepted{R"("\uDBFF\uDFFF")", "\"\xF4\x8F\xBF\xBF\""},
        Accepted{R"("\u0000")", R"("\u0000")"}, Accepted{R"("a\u0000b")", R"("a\u0000b")"},
        Accepted{R"({"\u0000":1})", R"({"\u0000":1})"}, Accepted{R"({"a\u0062":1})", R"({"ab":1})"},
        Accepted{R"("\u001f")", R"("\u001f")"}, Accepted{"\"\x7F\"", "\"\x7F\""},
        Accepted{R"("\uFFFF\uFFFE\uFEFF")", "\"\xEF\xBF\xBF\xEF\xBF\xBE\xEF\xBB\xBF\""},
        Accepted{"\"\xC2\x80\xDF\xBF\"", "\"\xC2\x80\xDF\xBF\""},
        Accepted{"\"\xE0\xA0\x80\xED\x9F\xBF\"", "\"\xE0\xA0\x80\xED\x9F\xBF\""},
        Accepted{"\"\xF0\x90\x80\x80\"", "\"\xF0\x90\x80\x80\""},
        Accepted{"\"\xE2\x80\xA8\xE2\x80\xA9\"", "\"\xE2\x80\xA8\xE2\x80\xA9\""},
        Accepted{R"("// no comment /* neither */")", R"("// no comment /* neither */")"},
        Accepted{R"("\\u0041")", R"("\\u0041")"}, Accepted{R"("\\\"")", R"("\\\"")"}));

struct Refused {
  std::string_view text;
  std::string_view reason;  // part of what both say
};

void PrintTo(const Refused& json, std::ostream* out) { *out << testing::PrintToString(json.text); }

class RefusedByBoth : public testing::TestWithParam<Refused> {};

TEST_P(RefusedByBoth, ForTheSameReason) {
  Json strict;
  const JsonFacts facts = parse_strict_json(GetParam().text, strict);
  EXPECT_FALSE(facts.valid);
  EXPECT_TRUE(strict.is_null());
  EXPECT_THAT(facts.error, testing::StartsWith("line "));
  EXPECT_THAT(facts.error, HasSubstr(GetParam().reason));
  std::string problem;
  EXPECT_FALSE(read_located(GetParam().text, &problem));
  EXPECT_THAT(problem, HasSubstr(GetParam().reason));
  for (const std::string& said : {facts.error, problem}) {
    EXPECT_EQ(said.find("json.exception"), said.npos) << "our words, and not the parser's";
    EXPECT_EQ(said.find("last read"), said.npos) << "what was read may be a secret";
  }
}

constexpr std::string_view end = "unexpected end of input", literal = "invalid literal",
                           quote = "missing closing quote", hexadecimal = "4 hex digits",
                           surrogate = "surrogate",
                           backslash = "forbidden character after backslash",
                           control = "control character", overflow = "the number is too large";

INSTANTIATE_TEST_SUITE_P(
    Structure, RefusedByBoth,
    testing::Values(Refused{"", end}, Refused{" \n\t", end}, Refused{"[", end}, Refused{"{", end},
                    Refused{"[1", end}, Refused{"[1,", end}, Refused{"{\"a\"", end},
                    Refused{"{\"a\":", end}, Refused{"{\"a\":1", end}, Refused{"{\"a\":1,", end},
                    Refused{"\xEF\xBB\xBF", end}, Refused{"[1,]", "unexpected ']'"},
                    Refused{"{\"a\":1,}", "unexpected '}'"}, Refused{"[,1]", "unexpected ','"},
                    Refused{"[1,,2]", "unexpected ','"}, Refused{"{,}", "unexpected ','"},
                    Refused{"[1 2]", "unexpected number literal"}, Refused{"]", "unexpected ']'"},
                    Refused{"}", "unexpected '}'"}, Refused{"[}", "unexpected '}'"},
                    Refused{"{]", "unexpected ']'"}, Refused{"[1}", "unexpected '}'"},
                    Refused{"{\"a\" 1}", "unexpected number literal"},
                    Refused{"{\"a\":}", "unexpected '}'"}, Refused{"{:1}", "unexpected ':'"},
                    Refused{"{\"a\"::1}", "unexpected ':'"}, Refused{"[\"a\":1]", "unexpected ':'"},
                    Refused{"{1:1}", "unexpected number literal"},
                    Refused{"{null:1}", "unexpected null literal"},
                    Refused{"{[]:1}", "unexpected '['"}, Refused{"{\"a\"}", "unexpected '}'"},
                    Refused{"[] []", "unexpected '['"}, Refused{"{}{}", "unexpected '{'"},
                    Refused{"1 2", "unexpected number literal"}, Refused{"[]]", "unexpected ']'"},
                    Refused{"{}}", "unexpected '}'"},
                    Refused{"null null", "unexpected null literal"},
                    Refused{"\"a\" \"b\"", "unexpected string literal"}));

INSTANTIATE_TEST_SUITE_P(Words, RefusedByBoth,
                         testing::Values(Refused{"nul", literal}, Refused{"True", literal},
                                         Refused{"NULL", literal}, Refused{"nulll", literal},
                                         Refused{"undefined", literal}, Refused{"NaN", literal},
                                         Refused{"Infinity", literal}, Refused{"{a:1}", literal},
                                         Refused{"{'a':1}", literal}, Refused{"['a']", literal},
                                         Refused{"[a]", literal}, Refused{"# c\n1", literal},
                                         Refused{"\\u0031", literal}, Refused{"[1;2]", literal},
                                         Refused{"(1)", literal}, Refused{"`a`", literal}));

INSTANTIATE_TEST_SUITE_P(
    BadNumbers, RefusedByBoth,
    testing::Values(Refused{"01", "unexpected number literal"},
                    Refused{"-01", "unexpected number literal"}, Refused{"+1", literal},
                    Refused{".5", literal}, Refused{"-", "invalid number"},
                    Refused{"--1", "invalid number"}, Refused{"-a", "invalid number"},
                    Refused{"-Infinity", "invalid number"}, Refused{"1.", "invalid number"},
                    Refused{"1.e1", "invalid number"}, Refused{"-.5", "invalid number"},
                    Refused{"1e", "invalid number"}, Refused{"1e+", "invalid number"},
                    Refused{"1eE2", "invalid number"}, Refused{"1e1.5", literal},
                    Refused{"0x1F", literal}, Refused{"1_000", literal}, Refused{"1,000", "','"},
                    Refused{"[\xEF\xBC\x91]", literal}, Refused{"1e309", overflow},
                    Refused{"-1e400", overflow}, Refused{"[1e99999]", overflow}));

INSTANTIATE_TEST_SUITE_P(
    BadStrings, RefusedByBoth,
    testing::Values(Refused{"\"a", quote}, Refused{"\"", quote}, Refused{"\"a\\\"", quote},
                    Refused{"[\"a]", quote}, Refused{"\"\\", backslash},
                    Refused{R"("\x41")", backslash}, Refused{R"("\a")", backslash},
                    Refused{R"("\'")", backslash}, Refused{R"("\0")", backslash},
                    Refused{R"("\U0041")", backslash}, Refused{R"("\u")", hexadecimal},
                    Refused{R"("\u004")", hexadecimal}, Refused{R"("\u00G0")", hexadecimal},
                    Refused{R"("\u 041")", hexadecimal}, Refused{R"("\u-041")", hexadecimal},
                    Refused{R"("\ud800")", surrogate}, Refused{R"("\udc00")", surrogate},
                    Refused{R"("\ud800\ud800")", surrogate}, Refused{R"("\ud800a")", surrogate},
                    Refused{R"("\ud800\n")", surrogate}, Refused{R"("\ude00\ud83d")", surrogate},
                    Refused{R"({"\ud800":1})", surrogate}, Refused{"\"\x01\"", control},
                    Refused{"\"\x1F\"", control}, Refused{"\"a\nb\"", control},
                    Refused{"\"a\tb\"", control}, Refused{"\"a\rb\"", control},
                    Refused{"\"a\0b\""sv, control}, Refused{"{\"a\0\":1}"sv, control}));

INSTANTIATE_TEST_SUITE_P(BytesOutsideOfValues, RefusedByBoth,
                         testing::Values(Refused{"\0"sv, end}, Refused{"[\0]"sv, end},
                                         Refused{"[]\0"sv, "NUL"}, Refused{"{}\0[]"sv, "NUL"},
                                         Refused{"1\0"sv, "NUL"}, Refused{"{} \0 secret"sv, "NUL"},
                                         Refused{"\f1", literal}, Refused{"1\v", literal},
                                         Refused{"\xC2\xA0"
                                                 "1",
                                                 literal},
                                         Refused{"[\xE2\x80\xA8]", literal},
                                         Refused{"1\xEF\xBB\xBF", literal},
                                         Refused{"[\xEF\xBB\xBF]", literal},
                                         Refused{"{}\x1A", literal}));

// Where the readers are for different things.

TEST(JsonCornerCases, CommentsAreForPeople) {
  for (const std::string_view text :
       {"// a\n[]"sv, "[] // a"sv, "/* a */ []"sv, "[/**/]"sv, "[1,// a ]\n2]"sv,
        "{\"a\"/* : */:1}"sv, "/* * / ** */1"sv, "//\n//\n1"sv}) {
    Json strict;
    EXPECT_FALSE(parse_strict_json(text, strict).valid) << text;
    EXPECT_TRUE(read_located(text)) << text;
  }
  for (const std::string_view text : {"/* open []"sv, "/ []"sv, "[] /"sv, "[] /*/"sv, "// []"sv,
                                      "/* /* */ */ 1"sv, "[] // \0"sv, "[] /* \0 */"sv}) {
    Json strict;
    EXPECT_FALSE(parse_strict_json(text, strict).valid) << text;
    EXPECT_FALSE(read_located(text)) << text;
  }
}

TEST(JsonCornerCases, BytesThatAreNotUtf8AreNotedOfAServerAndRefusedInAFile) {
  for (const std::string_view bytes :
       {"\xFF"sv, "\x80"sv, "\xC0\xAF"sv, "\xC1\xBF"sv, "\xC3"sv, "\xE0\x80\xAF"sv, "\xE2\x82"sv,
        "\xED\xA0\x80"sv, "\xF0\x80\x80\x80"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv,
        "\xFE\xFF"sv}) {
    const std::string text = "[\"a" + std::string(bytes) + "b\"]";
    Json strict;
    const JsonFacts facts = parse_strict_json(text, strict);
    ASSERT_TRUE(facts.valid) << facts.error;
    EXPECT_EQ(facts.invalid_utf8_at, 3u);
    EXPECT_THAT(strict[0].get<std::string>(), testing::StartsWith("a\xEF\xBF\xBD"));
    std::string problem;
    EXPECT_FALSE(read_located(text, &problem));
    EXPECT_THAT(problem, HasSubstr("ill-formed UTF-8 byte"));
  }
}

TEST(JsonCornerCases, OneByteOrderMarkIsPassedOver) {
  Json strict;
  EXPECT_TRUE(parse_strict_json("\xEF\xBB\xBF{}", strict).byte_order_mark);
  const JsonFacts second = parse_strict_json("\xEF\xBB\xBF\xEF\xBB\xBF{}", strict);
  EXPECT_FALSE(second.valid);
  EXPECT_EQ(second.error, "line 1, column 1: a second byte order mark");
  EXPECT_TRUE(strict.is_null());
  EXPECT_FALSE(read_located("\xEF\xBB\xBF\xEF\xBB\xBF{}"));
  // Of UTF-16, and a part of one.
  for (const std::string_view text : {"\xFF\xFE[\0]\0"sv, "\xFE\xFF\0[\0]"sv, "\xEF\xBB[]"sv}) {
    EXPECT_FALSE(parse_strict_json(text, strict).valid);
    EXPECT_FALSE(read_located(text));
  }
}

TEST(JsonCornerCases, DuplicatesAreFoundWhereverAndHoweverTheyAreWritten) {
  const auto duplicates = [](std::string_view text) {
    Json strict;
    return parse_strict_json(text, strict).duplicate_members;
  };
  EXPECT_THAT(duplicates(R"({"":1,"":2})"), ElementsAre("/"));
  EXPECT_THAT(duplicates(R"({"a":1,"\u0061":2})"), ElementsAre("/a"));
  EXPECT_THAT(duplicates(R"({"a":1,"a":1,"a":1})"), ElementsAre("/a", "/a"));
  EXPECT_THAT(duplicates(R"([{"a":1},{"a":1}])"), IsEmpty());
  EXPECT_THAT(duplicates(R"({"a":{"a":{"a":1}}})"), IsEmpty());
  EXPECT_THAT(duplicates(R"([[{"a":1,"a":[]}]])"), ElementsAre("/0/0/a"));
  const auto located = parse_located_json(R"({"a":1,"\u0061":2})");
  ASSERT_TRUE(located);
  EXPECT_EQ(located->members.size(), 2u) << "who reads a file says which of two is one too many";
}

TEST(JsonCornerCases, DepthIsBoundedAtItsLimitAndNotBefore) {
  const auto nested = [](std::size_t depth, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t level = 0; level < depth; ++level) text += open;
    text += "0";
    for (std::size_t level = 0; level < depth; ++level) text += close;
    return text;
  };
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("{\"a\":", "}")}) {
    EXPECT_TRUE(parse_located_json(nested(64, open, close)));
    const auto deeper = parse_located_json(nested(65, open, close));
    ASSERT_FALSE(deeper);
    EXPECT_EQ(deeper.error().problem, "values are nested more than 64 deep");
    for (const std::size_t depth : {1u, 32u, 33u, 5'000u}) {
      Json strict;
      const JsonFacts facts = parse_strict_json(nested(depth, open, close), strict, 32);
      EXPECT_TRUE(facts.valid) << facts.error;
      EXPECT_EQ(facts.depth, depth);
      const std::string kept = strict.dump();
      EXPECT_EQ(kept.find('0') != kept.npos, depth <= 32) << "what is deeper is left out";
    }
  }
}

TEST(JsonCornerCases, IntegersEndWhereInt64Does) {
  const auto is_integer = [](std::string_view text) {
    return parse_located_json(text)->is_integer;
  };
  EXPECT_TRUE(is_integer("9223372036854775807"));
  EXPECT_TRUE(is_integer("-9223372036854775808"));
  EXPECT_TRUE(is_integer("-0"));
  for (const std::string_view text : {"9223372036854775808"sv, "-9223372036854775809"sv,
                                      "18446744073709551616"sv, "1.0"sv, "1e2"sv, "-0.0"sv}) {
    EXPECT_FALSE(is_integer(text)) << text;
  }
}

}  // namespace
}  // namespace s2sconform
