// Every error that the reader knows, with its exact line: place, problem and remedy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/targets/targets_folder.h"

namespace s2sconform::test {
namespace {

using testing::StartsWith;

struct Case {
  std::string text;
  std::string line;  // its beginning
};

class ErrorPlaces : public testing::Test {
 protected:
  void expect_errors(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      EXPECT_THAT(folder_.error_of(one.text), StartsWith("targets.json:" + one.line)) << one.text;
    }
  }
  void expect_target_errors(std::vector<Case> cases) {
    for (Case& one : cases) one.text = TargetsFolder::one_target(one.text);
    expect_errors(cases);
  }

  TargetsFolder folder_;
};

TEST_F(ErrorPlaces, TextThatIsNoJson) {
  expect_errors({
      {"", "1:1: the file is empty; see docs/targets-file.md for what goes into it"},
      {" \r\n\t\n", "1:1: the file is empty"},
      {"// only a comment\n",
       "2:1: not JSON: unexpected end of input; expected '[', '{', or a literal"},
      {"{\n  \"targets\": [\n",
       "3:1: not JSON: unexpected end of input; expected '[', '{', or a literal"},
      {"{\"targets\": [1 2]}", "1:16: not JSON: unexpected number literal; expected ']'"},
      {"{\n  \"targets\": []\n  \"defaults\": {}\n}",
       "3:3: not JSON: unexpected string literal; expected '}'"},
      {"{\"targets\": [] true}", "1:16: not JSON: unexpected true literal; expected '}'"},
      {"{\"targets\": yes}", "1:13: not JSON: invalid literal; correct the JSON there"},
      {"{\"targets\": [1e999]}", "1:14: the number is too large; correct the JSON there"},
      {"{\"größe\": \"ü\", 7}",
       "1:16: not JSON: unexpected number literal; expected string literal"},
      {"/* open", "1:7: not JSON: invalid comment; missing closing '*/'"},
      {"{\"a\": " + std::string(100, '[') + "}", "1:70: values are nested more than 64 deep"},
      {"\xEF\xBB\xBF{\"targets\": 7}", "1:13: expected an array, got a number"},
  });
}

TEST_F(ErrorPlaces, TheFileAsAWhole) {
  const std::string one = TargetsFolder::one_target("\"nodes\":[]");
  expect_errors({
      {"[]", "1:1: expected an object, got an array"},
      {"// first\n7", "2:1: expected an object, got a number"},
      {"\n {}", "2:2: the key 'targets' is missing; add it"},
      {"{\"targets\":\n []}", "2:2: there is no target; add one"},
      {"{\"targets\":{}}", "1:12: expected an array, got an object"},
      {"{\"targets\":[\n\"exchange\"]}", "2:1: expected an object, got a string"},
      {"{\"tragets\":[]}", "1:1: the key 'targets' is missing"},
      {"{\"targets\":[],\n\"targets\":[]}", "1:12: there is no target"},
      {"{\"targte\":[],\n \"targets\":[{}]}",
       "1:2: unknown key 'targte'; did you mean 'targets'? there are: $schema, identities, "
       "defaults, targets"},
      {"{\"defaults\":[],\"targets\":[]}", "1:13: expected an object, got an array"},
      {"{\"defaults\":{\"nods\":[]},\"targets\":[]}",
       "1:14: unknown key 'nods'; did you mean 'nodes'?"},
      {"{\"defaults\":{\n\"product\":\"lync\"},\"targets\":[{}]}",
       "2:1: the key 'product' has no default; write it in each target"},
      {"{\"defaults\":{\n\"maximum_redirects\":21},\"targets\":[{}]}",
       "2:21: 'maximum_redirects' is out of range; give a whole number from 0 to 20"},
      {"{\"targets\":[\n{\"product\":\"lync\"}]}", "2:1: the key 'name' is missing; add it"},
  });
}

TEST_F(ErrorPlaces, TwoTargetsOfOneName) {
  const std::string rest =
      R"("product":"lync","version":"1","realm":"*","base_urls":{"metadata":"https://a.example"}})";
  EXPECT_EQ(folder_.error_of("{\"targets\":[\n{\"name\":\"Pool\"," + rest +
                             ",\n {\"name\":\"pool\"," + rest + "]}"),
            "targets.json:3:2: two targets have the name 'pool'; the first one begins in line 2; "
            "rename one (case does not count)");
}

TEST_F(ErrorPlaces, Keys) {
  expect_target_errors({
      {"\"raelm\":\"x\"", "2:1: unknown key 'raelm'; did you mean 'realm'? there are: name, "},
      {"  \"größe\":1", "2:3: unknown key 'größe'; there are: name, "},
      {"\"ca_file\":7", "2:11: expected a string, got a number"},
      {"\"ca_file\":\"\"", "2:11: the value of 'ca_file' is empty; give it a value"},
      {"\"nodes\":null", "2:9: expected an array, got null"},
      {"\"nodes\":[],\"nodes\":[]", "2:12: the key 'nodes' stands twice; remove one"},
      {"\"proxy\":{\"url\":\"http://p\",\"url\":\"http://p\"}", "2:27: the key 'url' stands twice"},
      {"\"proxy\":{\"usr\":\"u\"}", "2:9: the key 'url' is missing; add it"},
      {"\"headers\":{\"X\":\"a\",\"X\":\"b\"}", "2:20: the key 'X' stands twice"},
      {"\"resolve\":{\"a:1\":\"b:1\",\"a:1\":\"b:2\"}", "2:24: the key 'a:1' stands twice"},
  });
}

TEST_F(ErrorPlaces, NumbersAndChoices) {
  expect_target_errors({
      {"\"request_deadline_ms\":\"10\"", "2:23: expected a number, got a string"},
      {"\"request_deadline_ms\":1.5",
       "2:23: 'request_deadline_ms' is out of range; give a whole number from 1 to 3600000"},
      {"\"requests_per_second\":0",
       "2:23: 'requests_per_second' is out of range; give a number from 0.01 to 100000"},
      {"\"concurrent_requests\":-1", "2:23: 'concurrent_requests' is out of range"},
      {"\"concurrent_requests\":18446744073709551616",
       "2:23: 'concurrent_requests' is out of range"},
      {"\"tls_minimum\":1.2", "2:15: expected a string, got a number"},
      {"\"http_version\":\"3\"",
       "2:16: 'http_version' cannot be '3'; did you mean '2'? there are: "},
  });
}

TEST_F(ErrorPlaces, Addresses) {
  const std::string remedy = "is no address; write host:port; an IPv6 address in brackets";
  expect_target_errors({
      {"\"resolve\":{\"a\":\"b:1\"}", "2:12: 'a' " + remedy},
      {"\"resolve\":{\"a:1\":\"b\"}", "2:18: 'b' " + remedy},
      {"\"resolve\":{\"a:1\":7}", "2:18: expected a string, got a number"},
      {"\"nodes\":[\"a:1\",\"[1::2::3]:443\"]", "2:16: '[1::2::3]:443' " + remedy},
      {"\"nodes\":[\"a:65536\"]", "2:10: 'a:65536' " + remedy},
  });
}

TEST_F(ErrorPlaces, NamesAndUrls) {
  const auto target = [](const std::string& name, const std::string& product,
                         const std::string& realm, const std::string& url) {
    return "{\"targets\":[{\n\"name\":\"" + name + "\",\n\"product\":\"" + product +
           "\",\n\"realm\":\"" + realm + "\",\"version\":\"1\",\"base_urls\":{\n\"metadata\":\"" +
           url + "\"}}]}";
  };
  const auto url = [&](const std::string& text) { return target("a", "lync", "*", text); };
  expect_errors({
      {target("a b", "lync", "*", "https://a.example"),
       "2:8: the name 'a b' cannot be used; use letters, digits, '.', '_' and '-', at most 128"},
      {target("a", "Lync", "*", "https://a.example"), "3:11: 'Lync' is no product id; use small "},
      {target("a", "lync", "a..b", "https://a.example"),
       "4:9: 'a..b' is no realm; give a domain name, a GUID or \"*\""},
      {url("http://a.example"),
       "5:12: the base URL 'http://a.example' is not https; tokens are never sent in clear text"},
      {url("a.example"),
       "5:12: 'a.example' is no base URL; write https://host or https://host:port"},
      {url("https:///a.example"), "5:12: 'https:///a.example' is no base URL"},
      {url("https://a.example/?q"), "5:12: 'https://a.example/?q' is no base URL"},
      {url("https://a.example:65536"), "5:12: 'https://a.example:65536' is no base URL"},
      {url("https://a.example\\u0000b"), "5:12: "},
  });
}

TEST_F(ErrorPlaces, Headers) {
  expect_target_errors({
      {"\"headers\":{\"X Y\":\"z\"}", "2:12: 'X Y' is no header name; use letters, digits and '-'"},
      {"\"headers\":{\"host\":\"z\"}", "2:12: the header host belongs to the harness; remove it"},
      {"\"headers\":{\"X\":\"a\\nb\"}",
       "2:16: the header's value holds a line break or a NUL; write it in one line"},
      {"\"headers\":{\"X\":7}",
       "2:16: expected a string or the name of a secret, got a number; write {\"environment\": "},
  });
}

}  // namespace
}  // namespace s2sconform::test
