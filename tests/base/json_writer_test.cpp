#include "harness/base/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace s2sconform {
namespace {

void write_sample(JsonWriter& json, const std::string& text) {
  json.begin_object();
  json.name("text").string(text);
  json.name("list").begin_array();
  json.number(-7);
  json.boolean(true);
  json.begin_object();
  json.end_object();
  json.end_array();
  json.name("seconds").seconds(std::chrono::microseconds(1'000'005));
  json.end_object();
}

TEST(JsonWriter, WritesADocumentALine) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::lines);
  write_sample(json, "a");
  write_sample(json, "b");
  EXPECT_EQ(out.str(),
            "{\"text\":\"a\",\"list\":[-7,true,{}],\"seconds\":1.000005}\n"
            "{\"text\":\"b\",\"list\":[-7,true,{}],\"seconds\":1.000005}\n");
}

TEST(JsonWriter, EscapesSoThatAReaderGetsTheTextBack) {
  std::string all;
  for (int code = 1; code < 128; ++code) all += static_cast<char>(code);
  all += std::string("\0", 1) + "\xC3\xA4\xF0\x9F\x98\x80";
  for (const auto layout : {JsonWriter::Layout::indented, JsonWriter::Layout::lines}) {
    std::ostringstream out;
    JsonWriter json(out, layout);
    write_sample(json, all);
    EXPECT_EQ(nlohmann::json::parse(out.str()).at("text"), all);
  }
}

TEST(JsonWriter, MakesInvalidUtf8Visible) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::lines);
  write_sample(json, "a\xFFz");
  EXPECT_EQ(nlohmann::json::parse(out.str()).at("text"), "a\\xFFz");
}

}  // namespace
}  // namespace s2sconform
