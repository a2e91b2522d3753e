#include "harness/bundle/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace s2sconform {
namespace {

using testing::HasSubstr;

Manifest sample() {
  Manifest manifest;
  manifest.run_id = "1";
  manifest.libraries = {{"libcurl", "7.88.1"}};
  manifest.plugins = {{"exchange", "exchange.so", "00"}};
  manifest.started = std::chrono::system_clock::time_point(std::chrono::seconds(1'795'537'731));
  manifest.ended = manifest.started + std::chrono::milliseconds(1500);
  manifest.selected_targets = {"exchange*"};
  manifest.targets = {
      {"exchange", "har/exchange.har", {"metadata/document"}, std::chrono::milliseconds(-250)}};
  manifest.files = {{"har/exchange.har", 1024, "11"}};
  return manifest;
}

std::string text_of(const Manifest& manifest) {
  std::ostringstream out;
  write_manifest(manifest, out);
  return out.str();
}

// The sample with the first `from` of its text written as `to`.
Expected<Manifest> read_with(const std::string& from, const std::string& to) {
  std::string text = text_of(sample());
  text.replace(text.find(from), from.size(), to);
  return read_manifest(text, "manifest.json");
}

TEST(Manifest, ReadsBackWhatWasWritten) {
  const std::string written = text_of(sample());
  const Expected<Manifest> read = read_manifest(written, "manifest.json");
  ASSERT_TRUE(read) << read.error().line();
  EXPECT_EQ(text_of(*read), written);
}

TEST(Manifest, NoNameLeadsOutOfTheBundle) {
  for (const char* name : {"/etc/passwd", "../x", "har/../x", "har/x/y", ".", "", "har/", "har/.x",
                           "a/b", "har/a\\u0000"}) {
    const auto read = read_with("\"har/exchange.har\"", "\"" + std::string(name) + "\"");
    ASSERT_FALSE(read) << name;
    EXPECT_THAT(read.error().line(), HasSubstr("a name is no file of a bundle"));
  }
}

// Times that no clock holds, and numbers that no integer holds: what is edited by hand may have
// them.
TEST(Manifest, NumbersThatCannotBeAreRefused) {
  for (const auto& [from, to] : {std::pair("1795537731000000", "9223372036854775807"),
                                 {"1795537731000000", "1e300"},
                                 {"1795537731000000", "-1"},
                                 {"1024", "-1"},
                                 {"1024", "18446744073709551615"},
                                 {"1024", "true"},
                                 {"-250", "9223372036854775807"},
                                 {"-250", "0.5"}}) {
    const auto read = read_with(from, to);
    ASSERT_FALSE(read) << from << " " << to;
    EXPECT_THAT(read.error().line(), HasSubstr("out of range or no whole one"));
  }
}

}  // namespace
}  // namespace s2sconform
