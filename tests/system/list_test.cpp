// What "list" says to programs, held against what a run does and what it says to people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;

class List : public ProgramTest {
 protected:
  json listed(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "list");
    arguments.push_back("--json");
    const Finished run = s2sconform(arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    return json::parse(run.out);
  }
  // The first word of each line but the first, of what people get.
  std::set<std::string> first_words(const std::string& what) {
    std::istringstream lines(s2sconform({"list", what}).out);
    std::set<std::string> words;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && !line.empty()) words.insert(line.substr(0, line.find(' ')));
    return words;
  }
  static std::set<std::string> ids(const json& list) {
    std::set<std::string> found;
    for (const json& item : list) found.insert(item.at("id"));
    return found;
  }
};

TEST_F(List, SaysTheSameToProgramsAndToPeople) {
  for (const char* what : {"products", "suites", "requirements"}) {
    const json list = listed({what}).at(what);
    EXPECT_GE(list.size(), 4u) << what;
    EXPECT_EQ(ids(list), first_words(what)) << what;
  }
  const json products = listed({"products"}).at("products");
  EXPECT_EQ(products.at(0).at("id"), "exchange");
  EXPECT_EQ(products.at(0).at("versions").at(0).at("id"), "2013");
  EXPECT_TRUE(std::filesystem::exists(products.at(0).at("plugin").get<std::string>()));
}

// Nothing listens there: each planned requirement gets its verdict all the same.
TEST_F(List, TargetsHaveTheRequirementsThatARunJudges) {
  const std::string file = folder_
                               .write("targets.json", R"({"targets":[
        {"name":"one","product":"exchange","version":"2019","realm":"a.example",
         "base_urls":{"metadata":"https://a.example","resource":"https://b.example:8443"},
         "resolve":{"a.example:443":"127.0.0.1:1","a.example:80":"127.0.0.1:1",
                    "b.example:8443":"127.0.0.1:1"},
         "nodes":["127.0.0.1:1"],"partners":["two"]},
        {"name":"two","product":"sharepoint","version":"2016","realm":"a.example",
         "base_urls":{"metadata":"https://c.example"},
         "resolve":{"c.example:443":"127.0.0.1:1","c.example:80":"127.0.0.1:1"}}]})")
                               .string();
  std::map<std::string, std::size_t> planned, judged;
  const json targets = listed({"targets", file}).at("targets");
  for (const json& target : targets) {
    for (const json& suite : target.at("suites")) {
      planned[target.at("name").get<std::string>() + " " + suite.at("id").get<std::string>()] =
          suite.at("requirements");
    }
  }
  EXPECT_EQ(s2sconform({"run", file, "-o", path("results")}).status, 3);
  const json results = json::parse(read_file(path("results/results.json")));
  for (const json& verdict : results.at("verdicts")) {
    const std::string requirement = verdict.at("requirement");
    ++judged[verdict.at("target").get<std::string>() + " " +
             requirement.substr(0, requirement.find('.'))];
  }
  EXPECT_EQ(planned, judged);
  EXPECT_EQ(targets.at(0).at("hosts"),
            (json{"127.0.0.1:1", "a.example:443", "b.example:8443", "c.example:443"}))
      << "its own, its nodes' and its partners'";
  EXPECT_EQ(targets.at(1).at("hosts"), json{"c.example:443"});
  EXPECT_THAT(s2sconform({"list", "targets", file}).out,
              testing::HasSubstr("one     exchange    2019     transport, metadata, "));
  EXPECT_EQ(s2sconform({"list", "targets", path("none.json")}).status, 2);
}

}  // namespace
}  // namespace s2sconform::test
