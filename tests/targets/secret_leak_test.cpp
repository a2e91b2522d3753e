// No error shows a secret, however it is put into the file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/targets/targets_folder.h"

namespace s2sconform::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SecretLeak, ErrorsNeverEchoASecret) {
  const TargetsFolder folder;
  folder.write("lines.txt", "marked\nlines\n");
  for (const char* more :
       {R"("headers":{"Authorization":"marked"})", R"("headers":{"COOKIE":"marked"})",
        R"("headers":{"Proxy-Authorization":"marked"})", R"("headers":{"X":"marked\r\nY: z"})",
        R"("headers":{"X":{"environment":"CORPUS_LINES"}})",
        R"("headers":{"X":{"file":"lines.txt"}})",
        R"("proxy":{"url":"http://p","password":"marked"})",
        R"("proxy":{"url":"http://u:marked@p"})", R"("proxy":{"url":"http:/u:marked@"})",
        "\"proxy\":{\"url\":\"http://p\",\"password\":\"a; expected marked\x01\"}",
        "\"proxy\":{\"url\":\"http://p\",\"password\":\"marked", R"("headers":{"Cookie":marked})",
        R"("headers":{"Cookie":"a" "marked"})"}) {
    EXPECT_THAT(folder.error_of(TargetsFolder::one_target(more)),
                testing::AllOf(testing::StartsWith("targets.json:"), Not(HasSubstr("marked"))))
        << more;
  }
  EXPECT_EQ(folder.error_of(R"({"targets":[{"name":"a","product":"lync","version":"1","realm":"*",
"base_urls":{"metadata":"https://u:marked@a.example"}}]})"),
            "targets.json:2:25: the base URL holds a user or password; write https://host or "
            "https://host:port");
}

TEST(SecretLeak, TheErrorSaysHowASecretIsGiven) {
  const TargetsFolder folder;
  EXPECT_EQ(
      folder.error_of(TargetsFolder::one_target(R"("headers":{"cookie":"marked"})")),
      "targets.json:2:21: the value of cookie is a secret; write {\"environment\": \"NAME\"} or "
      "{\"file\": \"path\"}");
  EXPECT_EQ(folder.error_of(
                TargetsFolder::one_target(R"("proxy":{"url":"http://p","password":"marked"})")),
            "targets.json:2:38: a secret does not stand in the targets file; write "
            "{\"environment\": \"NAME\"} or {\"file\": \"path\"}");
}

TEST(SecretLeak, VariablesThatAreUnsetOrEmpty) {
  const TargetsFolder folder;
  const auto error_for = [&](const std::string& name) {
    return folder.error_of(
        TargetsFolder::one_target("\"headers\":{\"X\":{\"environment\":\"" + name + "\"}}"));
  };
  EXPECT_EQ(error_for("CORPUS_SET"), "read");
  EXPECT_EQ(
      error_for("CORPUS_NOT_SET"),
      "targets.json:2:31: the environment variable CORPUS_NOT_SET is not set; set it before the "
      "run");
  EXPECT_EQ(
      error_for("CORPUS_EMPTY"),
      "targets.json:2:31: the environment variable CORPUS_EMPTY is empty; set it before the run");
}

}  // namespace
}  // namespace s2sconform::test
