// What must hold for every requirement that there is.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "suites/all_suites.h"

namespace s2sconform {
namespace {

TEST(AllSuites, EveryRequirementIsNamedAfterItsSuiteOnce) {
  std::set<std::string_view> ids;
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      EXPECT_TRUE(requirement.id.starts_with(std::string(suite.id) + ".")) << requirement.id;
      EXPECT_TRUE(ids.insert(requirement.id).second) << requirement.id << " stands twice";
    }
  }
}

TEST(AllSuites, EveryRequirementSaysWhatWhyAndWhere) {
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      EXPECT_TRUE(requirement.sentence.ends_with(".")) << requirement.id;
      EXPECT_FALSE(requirement.source.empty()) << requirement.id;
      EXPECT_NE(requirement.check, nullptr) << requirement.id;
      EXPECT_FALSE(requirement.probes.empty()) << requirement.id;
    }
  }
}

TEST(AllSuites, WhatIsOnlyObservedOrInferredIsNoMust) {
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      if (requirement.basis == Basis::observed || requirement.basis == Basis::inferred) {
        EXPECT_NE(requirement.level, Level::must) << requirement.id;
      }
    }
  }
}

TEST(AllSuites, EveryNeededProbeExistsAndEveryProbeIsNeeded) {
  for (const Suite& suite : all_suites()) {
    std::set<std::string_view> known, needed;
    for (const Probe& probe : suite.probes) known.insert(probe.name);
    for (const Requirement& requirement : suite.requirements) {
      needed.insert(requirement.probes.begin(), requirement.probes.end());
    }
    EXPECT_EQ(known, needed) << suite.id;
  }
}

TEST(AllSuites, AreAsLargeAsPromised) {
  const std::map<std::string_view, std::size_t> promised{
      {"metadata", 35}, {"transport", 15}, {"token", 60},       {"trust", 20},
      {"history", 35},  {"partners", 5},   {"token-server", 15}};
  for (const Suite& suite : all_suites()) {
    EXPECT_GE(suite.requirements.size(), promised.at(suite.id)) << suite.id;
  }
}

}  // namespace
}  // namespace s2sconform
