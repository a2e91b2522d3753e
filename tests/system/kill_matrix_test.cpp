// The proof that every check can fail and that none fails a conforming server: every fault, every
// conforming variant and every version of the lab is a target of one run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "suites/all_suites.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using Names = std::set<std::string>;

constexpr std::string_view fault_mark = ".fault.";

// Requirements that a healthy server may leave without a verdict, and in which state.
const Names skipped_when_healthy{
    // one signing key: no rollover is under way
    "metadata.rollover-overlap",
    // members that are optional in a dialect
    "metadata.id", "metadata.version", "metadata.realm-form", "metadata.realm-agrees",
    "metadata.allowed-audiences", "metadata.audiences-name-product", "metadata.endpoints",
    "metadata.endpoint-is-document", "metadata.endpoints-https", "metadata.x5t-form",
    "metadata.x5t-matches", "metadata.name",
    // a token server names itself by its issuer alone
    "metadata.service-name", "metadata.service-name-principal",
    // an instance with one node
    "metadata.nodes-agree",
    // a server that is not busy; one whose URL the targets file names; one that redirects the user
    "history.busy-says-how-long", "history.autodiscover-finds", "history.autodiscover-redirects",
    "history.autodiscover-url", "history.autodiscover-unknown-setting"};

struct Judged {
  Names broken;  // fail and warn
  Names skipped;
  Names inexpressible;  // skipped, because the product has nothing that they are about
  Names errors;
  Names suites;  // that have a verdict
  std::size_t verdicts = 0;
};

Names suites_of(const Names& requirements) {
  Names suites;
  for (const std::string& id : requirements) suites.insert(id.substr(0, id.find('.')));
  return suites;
}

class KillMatrix : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    const Lab lab(folder.path() / "lab", {"--all-faults", "--all-variants", "--all-versions"});
    const std::string results = (folder.path() / "results").string();
    const Finished run = run_program({program("s2sconform").string(), "run",
                                      lab.targets_file().string(), "--output", results, "--quiet"});
    ASSERT_EQ(run.status, 1) << run.err;
    const json result = json::parse(read_file(results + "/results.json"));
    for (const json& verdict : result.at("verdicts")) {
      Judged& judged = targets[verdict.at("target")];
      ++judged.verdicts;
      judged.suites.insert(verdict.at("suite"));
      const std::string outcome = verdict.at("outcome");
      const std::string requirement = verdict.at("requirement");
      if (outcome == "fail" || outcome == "warn") judged.broken.insert(requirement);
      const std::string reason = verdict.at("reason");
      const bool inexpressible =
          requirement.starts_with("trust.") &&
          (reason.starts_with("the product's partner applications have no ") ||
           reason.starts_with("no request to the product "));
      if (outcome == "skip") {
        (inexpressible ? judged.inexpressible : judged.skipped).insert(requirement);
      }
      if (outcome == "error") judged.errors.insert(requirement);
      EXPECT_TRUE(verdicts.emplace(verdict.at("target"), requirement).second)
          << "two verdicts for " << verdict.at("target") << " " << requirement;
    }
    catalogue = json::parse(read_file(source_folder() / "fixtures" / "catalogue.json"));
  }

  static Names requirements() {
    Names ids;
    for (const Suite& suite : all_suites()) {
      for (const Requirement& requirement : suite.requirements) ids.emplace(requirement.id);
    }
    return ids;
  }

  static std::map<std::string, Judged> targets;
  static std::set<std::pair<std::string, std::string>> verdicts;
  static json catalogue;
};

std::map<std::string, Judged> KillMatrix::targets;
std::set<std::pair<std::string, std::string>> KillMatrix::verdicts;
json KillMatrix::catalogue;

TEST_F(KillMatrix, EachFaultBreaksExactlyWhatItNames) {
  for (const json& fault : catalogue.at("faults")) {
    const Names named = fault.at("breaks");
    ASSERT_FALSE(named.empty()) << fault.at("name");
    for (const std::string persona : fault.at("personas")) {
      const std::string target = persona + std::string(fault_mark) + std::string(fault.at("name"));
      ASSERT_TRUE(targets.contains(target)) << target << " was not judged";
      EXPECT_EQ(targets.at(target).broken, named) << target;
      // Where no token can be sent, or good ones are refused, nothing follows for the others.
      Names unjudged = fault.value("unjudged", Names());
      std::erase_if(unjudged, [&](const std::string& suite) {
        return !targets.at(target).suites.contains(suite);  // the product does not take part in it
      });
      EXPECT_EQ(suites_of(targets.at(target).errors), unjudged) << target;
    }
  }
}

TEST_F(KillMatrix, ConformingServersAndVariantsBreakNothing) {
  std::size_t conforming = 0;
  for (const auto& [target, judged] : targets) {
    if (target.find(fault_mark) != std::string::npos) continue;
    ++conforming;
    EXPECT_EQ(judged.broken, Names()) << target;
    EXPECT_EQ(judged.errors, Names()) << target;
    for (const std::string& skipped : judged.skipped) {
      EXPECT_TRUE(skipped_when_healthy.contains(skipped)) << target << " skips " << skipped;
    }
  }
  EXPECT_GE(conforming, 11u) << "the versions of the products";
}

TEST_F(KillMatrix, EveryRequirementIsJudgedSomewhereOnAConformingServer) {
  Names passed;
  for (const auto& [target, requirement] : verdicts) {
    if (target.find(fault_mark) == std::string::npos &&
        !targets.at(target).skipped.contains(requirement) &&
        !targets.at(target).inexpressible.contains(requirement)) {
      passed.insert(requirement);
    }
  }
  EXPECT_EQ(passed, requirements());
}

TEST_F(KillMatrix, EveryRequirementHasAFaultAndEveryFaultARequirement) {
  Names broken;
  for (const json& fault : catalogue.at("faults")) {
    const Names named = fault.at("breaks");
    broken.insert(named.begin(), named.end());
  }
  EXPECT_EQ(broken, requirements());
}

TEST_F(KillMatrix, EveryVariantWasJudged) {
  for (const json& variant : catalogue.at("variants")) {
    for (const std::string persona : variant.at("personas")) {
      EXPECT_TRUE(targets.contains(persona + ".variant." + std::string(variant.at("name"))))
          << variant.at("name");
    }
  }
}

}  // namespace
}  // namespace s2sconform::test
