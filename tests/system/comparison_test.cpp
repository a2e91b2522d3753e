// Two runs compared, as an administrator does before and after an upgrade.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Comparisons : public ProgramTest {
 protected:
  // A run of one product of the lab, known to the harness as `name`.
  void run_of(const std::vector<std::string>& lab_arguments, const std::string& name,
              const std::string& output, const std::vector<std::string>& former_names = {}) {
    const Lab lab(folder_.path() / ("lab-" + output), lab_arguments);
    json targets = json::parse(read_file(lab.targets_file()));
    targets["targets"] = json::array({targets["targets"][0]});
    targets["targets"][0]["name"] = name;
    for (const char* key : {"partners", "token_server", "relying_party"}) {
      targets["targets"][0].erase(key);
    }
    if (!former_names.empty()) targets["targets"][0]["former_names"] = former_names;
    const std::filesystem::path file = lab.targets_file().parent_path() / "one.json";
    std::ofstream(file) << targets;
    const Finished run = s2sconform(
        {"run", file.string(), "-q", "-o", path(output), "-s", "metadata", "-s", "transport"});
    EXPECT_THAT(run.status, testing::AnyOf(0, 1)) << run.err;
  }

  Finished compare(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"compare", path("before"), path("after"), "-o",
                                       path("comparison")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return s2sconform(arguments);
  }
  json comparison() const {
    return json::parse(read_file(path("comparison") + "/comparison.json"));
  }
};

const std::vector<std::string> conforming{"--persona", "exchange-2019"};

TEST_F(Comparisons, TwoRunsOfOneServerDoNotDiffer) {
  const Lab lab(folder_.path() / "lab", {});
  for (const char* output : {"before", "after"}) {
    EXPECT_EQ(s2sconform({"run", lab.targets_file().string(), "-q", "-o", path(output), "--state",
                          path("state")})
                  .status,
              0);
  }
  const Finished compared = compare();
  EXPECT_EQ(compared.status, 0) << compared.out;
  EXPECT_TRUE(comparison().at("changes").empty()) << compared.out;
  EXPECT_TRUE(comparison().at("behaviour").empty()) << compared.out;
}

TEST_F(Comparisons, ARegressionIsNamedWithWhatToDo) {
  run_of(conforming, "mail", "before");
  run_of({"--fault", "certificate-expired"}, "mail", "after");
  const Finished compared = compare();
  EXPECT_EQ(compared.status, 1);
  EXPECT_THAT(compared.out,
              HasSubstr("REGRESSION  metadata.certificate-current on mail (pass -> fail)"));
  EXPECT_THAT(compared.out, HasSubstr("what to do: "));
  EXPECT_THAT(compared.out, HasSubstr("\nResult: 1 regression"));
  EXPECT_THAT(compared.out, HasSubstr("Changed behaviour")) << "the key is another one";
  EXPECT_THAT(read_file(path("comparison") + "/comparison.junit.xml"), HasSubstr("<failure"));
  EXPECT_THAT(read_file(path("comparison") + "/comparison.html"), HasSubstr("regressions: 1"));

  EXPECT_EQ(s2sconform({"compare", path("after"), path("before")}).status, 0) << "a repair";
}

TEST_F(Comparisons, RenamedTargetsArePairedWhenItIsDeclared) {
  run_of(conforming, "exchange-old", "before");
  run_of(conforming, "exchange-new", "after");
  compare();
  EXPECT_GT(comparison().at("summary").at("gone"), 50) << "never by guess";
  compare({"--target-alias", "exchange-old=exchange-new"});
  EXPECT_EQ(comparison().at("summary").at("gone"), 0);
  EXPECT_EQ(comparison().at("summary").at("new"), 0);
  run_of(conforming, "exchange-new", "after", {"exchange-old"});
  compare();
  EXPECT_EQ(comparison().at("summary").at("gone"), 0) << "as the targets file says";
  EXPECT_EQ(comparison().at("behaviour_not_compared"), "");
}

TEST_F(Comparisons, ResultsAloneAreComparedWithoutBehaviour) {
  run_of(conforming, "mail", "before");
  run_of(conforming, "mail", "after");
  const Finished compared =
      s2sconform({"compare", path("before") + "/results.json", path("after") + "/results.json"});
  EXPECT_EQ(compared.status, 0);
  EXPECT_THAT(compared.out, HasSubstr("behaviour not compared"));
}

TEST_F(Comparisons, BadInputIsOneLine) {
  const auto expect_refused = [&](const std::vector<std::string>& arguments,
                                  const std::string& words) {
    const Finished run = s2sconform(arguments);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr(words));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  };
  expect_refused({"compare", path("none"), path("none")}, "cannot be read; name the output folder");
  expect_refused({"compare", path("none")}, "after is required");
  folder_.write("results.json", "{}");
  expect_refused({"compare", path("results.json"), path("results.json")}, "is no results.json");
  expect_refused({"compare", "a", "b", "--target-alias", "x"}, "'x' is no pair of names");
}

}  // namespace
}  // namespace s2sconform::test
