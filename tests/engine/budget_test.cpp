// The budget of a host as the host itself sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

#include "tests/engine/engine_test.h"

namespace s2sconform {
namespace {

using test::answer;
using test::LoopbackServer;
using Clock = std::chrono::steady_clock;

// Holds each request back until as many are open as may be, so that they would pile up if more were
// sent. Of the last ones there are not so many left.
class Gate {
 public:
  Gate(std::size_t together, std::size_t expected) : together_(together), expected_(expected) {}

  void pass() {
    std::unique_lock lock(mutex_);
    ++came_;
    most_ = std::max(most_, came_ - gone_);
    if (came_ - gone_ >= together_ || came_ == expected_) {
      open_until_ = came_;
      changed_.notify_all();
    }
    const std::size_t mine = came_;
    changed_.wait(lock, [&] { return open_until_ >= mine; });
    ++gone_;
  }
  std::size_t most_open() const { return most_; }

 private:
  const std::size_t together_;
  const std::size_t expected_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t came_ = 0, gone_ = 0, open_until_ = 0, most_ = 0;
};

class BudgetTest : public test::EngineTest {
 protected:
  // Sends `count` requests for each of the targets, all at once, with one engine.
  static std::vector<Exchange> send_for(const std::vector<Target>& targets,
                                        const LoopbackServer& server, int count) {
    ProbeEngine engine({});
    std::list<TargetSession> sessions;
    std::list<Exchange> exchanges;
    std::vector<Task<>> tasks;
    for (const Target& target : targets) {
      TargetSession& session = sessions.emplace_back(target, *TrustAnchors::load("", ""));
      engine.admit(session);
      for (int number = 0; number < count; ++number) {
        tasks.push_back([](ProbeEngine& with, TargetSession& of, Request one,
                           Exchange& out) -> Task<> {
          out = co_await with.send(of, std::move(one));
        }(engine, session, get(server, "/" + std::to_string(number)), exchanges.emplace_back()));
      }
    }
    engine.run(std::move(tasks), [] {});
    return {exchanges.begin(), exchanges.end()};
  }
};

TEST_F(BudgetTest, TargetsThatNameOneHostShareItsConcurrency) {
  constexpr std::size_t together = 3;
  Gate gate(together, 36);
  const LoopbackServer server([&](const std::string&) {
    gate.pass();
    return answer("200 OK", "", "");
  });
  std::vector<Target> targets(3, target_);
  targets[0].limits.concurrent_requests = 8;
  targets[1].limits.concurrent_requests = together;  // the most careful counts
  targets[2].limits.concurrent_requests = 16;
  for (Target& target : targets) target.base_urls["metadata"] = "https://" + server.address();
  for (const Exchange& exchange : send_for(targets, server, 12)) EXPECT_TRUE(exchange.complete());
  EXPECT_EQ(gate.most_open(), together);
  EXPECT_EQ(server.requests().size(), 36u);
}

TEST_F(BudgetTest, ATargetThatIsSentThereSharesItToo) {
  Gate gate(2, 16);
  const LoopbackServer server([&](const std::string&) {
    gate.pass();
    return answer("200 OK", "", "");
  });
  std::vector<Target> targets(2, target_);
  targets[0].base_urls["metadata"] = "https://" + server.address();
  targets[1].base_urls["metadata"] = "https://elsewhere.example";
  targets[1].resolve = {{"elsewhere.example", 443, "127.0.0.1", server.port()}};
  targets[1].limits.concurrent_requests = 2;
  send_for(targets, server, 8);
  EXPECT_EQ(gate.most_open(), 2u);
}

// An answer may take its time to the server, so stretches between two arrivals say little. But no
// request can arrive before it was sent: after n windows there are at most n + 1 windows' worth.
TEST_F(BudgetTest, NoMoreRequestsArriveThanTheRateAllows) {
  constexpr std::size_t rate = 20;
  std::mutex mutex;
  std::vector<Clock::time_point> arrivals;
  const LoopbackServer server([&](const std::string&) {
    const std::lock_guard lock(mutex);
    arrivals.push_back(Clock::now());
    return answer("200 OK", "", "");
  });
  std::vector<Target> targets(2, target_);
  targets[0].limits.requests_per_second = rate;
  for (Target& target : targets) {
    target.base_urls["metadata"] = "https://" + server.address();
    target.limits.concurrent_requests = 100;
  }
  const Clock::time_point begin = Clock::now();
  send_for(targets, server, 25);
  ASSERT_EQ(arrivals.size(), 50u);
  std::sort(arrivals.begin(), arrivals.end());
  for (std::size_t number = 0; number < arrivals.size(); ++number) {
    EXPECT_GE(arrivals[number] - begin, std::chrono::seconds(number / rate)) << number;
  }
}

}  // namespace
}  // namespace s2sconform
