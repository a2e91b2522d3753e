#include "harness/json/located_json.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

void expect_at(const Position& position, std::size_t line, std::size_t column) {
  EXPECT_EQ(position.line, line);
  EXPECT_EQ(position.column, column);
}

TEST(LocatedJson, KnowsWhereEachValueStands) {
  const auto json = parse_located_json(
      "{\n"
      "  // a comment\n"
      "  \"text\": \"a \\\" b\",\n"
      "  \"n\": -1.5e2, \"t\" : true,\n"
      "  \"list\": [ 7, null, {\"x\": \"\"} ] /* end */\n"
      "}\n");
  ASSERT_TRUE(json) << json.error().problem;
  expect_at(json->position, 1, 1);
  ASSERT_EQ(json->members.size(), 4u);
  expect_at(json->members[0].position, 3, 3);
  expect_at(json->members[0].value.position, 3, 11);
  EXPECT_EQ(json->members[0].value.text, "a \" b");
  expect_at(json->members[1].value.position, 4, 8);
  EXPECT_EQ(json->members[1].value.number, -150);
  EXPECT_FALSE(json->members[1].value.is_integer);
  expect_at(json->members[2].position, 4, 16);
  expect_at(json->members[2].value.position, 4, 22);
  const LocatedJson& list = json->members[3].value;
  expect_at(list.position, 5, 11);
  expect_at(list.elements[0].position, 5, 13);
  EXPECT_TRUE(list.elements[0].is_integer);
  expect_at(list.elements[1].position, 5, 16);
  expect_at(list.elements[2].position, 5, 22);
  expect_at(list.elements[2].members[0].value.position, 5, 28);
}

TEST(LocatedJson, CountsCharactersAndNotBytes) {
  const auto json = parse_located_json("{\"\xC3\xA4\xE2\x82\xAC\": 1}");
  ASSERT_TRUE(json);
  expect_at(json->members[0].value.position, 1, 8);
}

struct Broken {
  const char* text;
  std::size_t line, column;
};

TEST(LocatedJson, SaysWhereTheSyntaxIsBroken) {
  for (const Broken& broken : {Broken{"", 1, 1},
                               {"{", 1, 2},
                               {"{\n  \"a\": [,]\n}", 2, 9},
                               {"{\"a\" 1}", 1, 6},
                               {"{\"a\":1} x", 1, 9},
                               {"[1,\n2", 2, 2},
                               {"{'a':1}", 1, 2},
                               {"[1,]", 1, 4}}) {
    const auto json = parse_located_json(broken.text);
    ASSERT_FALSE(json) << broken.text;
    EXPECT_EQ(json.error().position.line, broken.line)
        << broken.text << " " << json.error().problem;
    EXPECT_EQ(json.error().position.column, broken.column) << broken.text;
    EXPECT_TRUE(json.error().problem.starts_with("not JSON: ")) << json.error().problem;
    EXPECT_EQ(json.error().problem.find("json.exception"), std::string::npos);
  }
}

TEST(LocatedJson, BoundsTheNesting) {
  const auto json = parse_located_json(std::string(100'000, '['));
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().problem, "values are nested more than 64 deep");
}

TEST(LocatedJson, RefusesWhatIsNotUtf8) { EXPECT_FALSE(parse_located_json("[\"\xFF\"]")); }

}  // namespace
}  // namespace s2sconform
