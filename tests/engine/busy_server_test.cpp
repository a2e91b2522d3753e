// A server that is busy and says for how long is asked again, if that is safe, and left alone
// before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <mutex>

#include "tests/engine/engine_test.h"

namespace s2sconform {
namespace {

using test::answer;
using test::LoopbackServer;

class BusyServerTest : public test::EngineTest {
 protected:
  // Answers the first requests as busy and the others well.
  LoopbackServer::Answer busy_at_first(unsigned times, std::string status, std::string after) {
    return [this, times, status = std::move(status), after = std::move(after)](const std::string&) {
      return asked_++ < times ? answer(status, "Retry-After: " + after + "\r\n", "busy")
                              : answer("200 OK", "", "well");
    };
  }

  std::atomic<unsigned> asked_ = 0;
};

TEST_F(BusyServerTest, IsAskedAgain) {
  for (const char* status : {"503 Service Unavailable", "429 Too Many Requests"}) {
    asked_ = 0;
    const LoopbackServer server(busy_at_first(2, status, "0"));
    const Exchange exchange = send(get(server));
    ASSERT_TRUE(exchange.complete());
    EXPECT_EQ(exchange.response->body, "well");
    ASSERT_EQ(exchange.busy.size(), 2u) << "the busy answers are kept";
    EXPECT_EQ(exchange.busy.front().body, "busy");
  }
}

TEST_F(BusyServerTest, IsAskedByADateToo) {
  const LoopbackServer server(busy_at_first(1, "503 Busy", "Sun, 06 Nov 1994 08:49:37 GMT"));
  EXPECT_EQ(send(get(server)).response->status, 200u);
}

// What is asked again a second later arrives a second later, and so does everything else.
TEST_F(BusyServerTest, IsLeftAloneUntilThen) {
  using Clock = std::chrono::steady_clock;
  std::mutex mutex;
  std::vector<Clock::time_point> arrivals;
  const LoopbackServer server([&](const std::string&) {
    const std::lock_guard lock(mutex);
    arrivals.push_back(Clock::now());
    return arrivals.size() == 1 ? answer("503 Busy", "Retry-After: 1\r\n", "")
                                : answer("200 OK", "", "");
  });
  name_host("https://" + server.address());
  target_.limits.concurrent_requests = 1;
  for (const Exchange& exchange : send_all({get(server, "/one"), get(server, "/two")})) {
    EXPECT_EQ(exchange.response->status, 200u);
  }
  ASSERT_EQ(arrivals.size(), 3u);
  EXPECT_GE(arrivals[1] - arrivals[0], std::chrono::seconds(1));
}

TEST_F(BusyServerTest, ThatNeverGetsDoneIsTakenAtItsWord) {
  const LoopbackServer server(busy_at_first(1000, "503 Busy", "0"));
  const Exchange exchange = send(get(server));
  ASSERT_TRUE(exchange.complete());
  EXPECT_EQ(exchange.response->status, 503u) << "this is what is judged";
  EXPECT_EQ(server.requests().size(), 5u);
}

TEST_F(BusyServerTest, ThatWantsMoreTimeThanAnExchangeHasIsNotWaitedFor) {
  target_.limits.exchange_deadline = std::chrono::seconds(30);
  for (const char* after :
       {"31", "3600", "99999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT"}) {
    const LoopbackServer server(busy_at_first(1, "503 Busy", after));
    asked_ = 0;
    EXPECT_EQ(send(get(server)).response->status, 503u) << after;
    EXPECT_EQ(server.requests().size(), 1u) << after;
  }
}

TEST_F(BusyServerTest, ThatDoesNotSayHowLongIsNotAskedAgain) {
  const LoopbackServer server(busy_at_first(1, "503 Busy", "soon"));
  EXPECT_EQ(send(get(server)).response->status, 503u);
}

TEST_F(BusyServerTest, WhatMayChangeSomethingIsNotSentTwice) {
  const LoopbackServer server(busy_at_first(1, "503 Busy", "0"));
  Request request = get(server);
  request.method = "POST";
  EXPECT_EQ(send(request).response->status, 503u);
  asked_ = 0;
  request.only_asks = true;
  EXPECT_EQ(send(request).response->status, 200u);
}

TEST_F(BusyServerTest, AStoppedRunDoesNotWait) {
  std::array<int, 2> stop{};
  ASSERT_EQ(::pipe(stop.data()), 0);
  target_.limits.exchange_deadline = std::chrono::hours(1);
  {
    const LoopbackServer server([&](const std::string&) {
      EXPECT_EQ(::write(stop[1], "x", 1), 1);
      return answer("503 Busy", "Retry-After: 50\r\n", "");
    });
    const Exchange exchange = send(get(server), {.stop_descriptor = stop[0]});
    EXPECT_EQ(exchange.failure->kind, FailureKind::interrupted);
  }  // its thread may still be writing until here
  ::close(stop[0]);
  ::close(stop[1]);
}

}  // namespace
}  // namespace s2sconform
