#include "harness/run/batches.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace s2sconform {
namespace {

// A plan of targets at the hosts of these URLs.
class Planned {
 public:
  explicit Planned(const std::vector<std::string>& urls) {
    for (const std::string& url : urls) {
      Target& target = targets_.emplace_back();
      target.base_urls = {{"metadata", url}};
      plan.targets.push_back({&target, {}, {}, {}, {}, {}});
    }
  }

  void make_peers(std::size_t one, std::size_t other) {
    plan.targets[one].peers.push_back({plan.targets[other].target, {}});
  }

  void allow(std::size_t target, const std::vector<std::string>& domains) {
    MailboxSettings& mailbox = targets_[target].mailbox.emplace();
    mailbox.allowed_domains = domains;
  }

  void resolve(std::size_t target, const ResolveEntry& entry) {
    targets_[target].resolve.push_back(entry);
  }

  Plan plan;

 private:
  std::deque<Target> targets_;
};

using Batches = std::vector<std::vector<std::size_t>>;

TEST(Batches, AreAsManyAsWorkers) {
  const Planned four(
      {"https://a.example", "https://b.example", "https://c.example", "https://d.example"});
  EXPECT_EQ(make_batches(four.plan, 2, 64, {}), (Batches{{0, 1}, {2, 3}}));
  EXPECT_EQ(make_batches(four.plan, 1, 64, {}), (Batches{{0, 1, 2, 3}}));
  EXPECT_EQ(make_batches(four.plan, 8, 64, {}), (Batches{{0}, {1}, {2}, {3}}));
  EXPECT_EQ(make_batches(four.plan, 1, 3, {}), (Batches{{0, 1, 2}, {3}}));
}

TEST(Batches, KeepTogetherWhatSendsToOneHost) {
  Planned plan(
      {"https://a.example", "https://b.example", "https://A.example:443/x", "https://d.example"});
  EXPECT_EQ(make_batches(plan.plan, 4, 1, {}), (Batches{{0, 2}, {1}, {3}}));
  plan.make_peers(3, 0);
  EXPECT_EQ(make_batches(plan.plan, 4, 1, {}), (Batches{{0, 2, 3}, {1}}));
}

TEST(Batches, KeepTogetherWhatMayBeLedBelowOneDomain) {
  Planned plan({"https://a.example", "https://b.example", "https://c.example"});
  plan.allow(0, {"*.mail.example"});
  plan.allow(1, {"outlook.example"});
  plan.allow(2, {"*.mail.example"});
  EXPECT_EQ(make_batches(plan.plan, 3, 1, {}), (Batches{{0, 2}, {1}}));
}

// A host that is named is known by where it is.
TEST(Batches, DivideOneHostNameAtSeveralPlaces) {
  Planned plan({"https://a.example", "https://b.example", "https://c.example"});
  for (const std::size_t target : {0, 1, 2}) plan.allow(target, {"outlook.example"});
  EXPECT_EQ(make_batches(plan.plan, 3, 1, {}), (Batches{{0, 1, 2}}));
  plan.resolve(1, {"outlook.example", 443, "10.0.0.7", 443});
  EXPECT_EQ(make_batches(plan.plan, 3, 1, {}), (Batches{{0, 2}, {1}}));
}

TEST(Batches, BeginWithTheSlowestTargets) {
  const Planned four(
      {"https://a.example", "https://b.example", "https://c.example", "https://d.example"});
  EXPECT_EQ(make_batches(four.plan, 2, 64, {10, 500, 20, 400}), (Batches{{1, 3}, {0, 2}}));
  EXPECT_EQ(make_batches(four.plan, 4, 64, {10, 500, 20, 20}), (Batches{{1}, {2}, {3}, {0}}));
}

TEST(Batches, AreProbedInPartsThatAWorkerCanHold) {
  EXPECT_EQ(parts_of({3, 5, 8, 9, 12}, 2), (Batches{{3, 5}, {8, 9}, {12}}));
  EXPECT_EQ(parts_of({3, 5}, 2), (Batches{{3, 5}}));
  EXPECT_EQ(parts_of({3}, 64), (Batches{{3}}));
}

}  // namespace
}  // namespace s2sconform
