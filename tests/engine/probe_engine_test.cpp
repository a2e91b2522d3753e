#include "harness/engine/probe_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>

#include "tests/engine/engine_test.h"

namespace s2sconform {
namespace {

using test::answer;
using test::LoopbackServer;
using testing::AnyOf;
using testing::HasSubstr;

using ProbeEngineTest = test::EngineTest;

TEST_F(ProbeEngineTest, RecordsAnExchange) {
  const LoopbackServer server(
      [](const std::string&) { return answer("200 OK", "X-One: 1\r\nx-one:  2 \r\n", "hello"); });
  Request request = get(server);
  request.headers = {{"X-Asked", "yes"}};
  const Exchange exchange = send(request);
  ASSERT_TRUE(exchange.complete()) << exchange.failure->message;
  EXPECT_EQ(exchange.response->status, 200u);
  EXPECT_EQ(exchange.response->body, "hello");
  EXPECT_EQ(exchange.response->http_version, "1.1");
  EXPECT_THAT(header_values(exchange.response->headers, "X-ONE"), testing::ElementsAre("1", "2"));
  EXPECT_EQ(exchange.remote_address, server.address());
  EXPECT_THAT(server.requests().front(), HasSubstr("X-Asked: yes\r\n"));
}

TEST_F(ProbeEngineTest, BoundsTheBody) {
  const LoopbackServer server(
      [](const std::string&) { return answer("200 OK", "", std::string(100'000, 'x')); });
  target_.limits.maximum_body = 99'999;
  EXPECT_EQ(send(get(server)).failure->kind, FailureKind::body_too_large);
  target_.limits.maximum_body = 100'000;
  EXPECT_TRUE(send(get(server)).complete());
}

TEST_F(ProbeEngineTest, BoundsTheHeader) {
  const LoopbackServer server([](const std::string&) {
    return answer("200 OK", "X-Large: " + std::string(9'000, 'x') + "\r\n", "");
  });
  target_.limits.maximum_header = 8'000;
  EXPECT_EQ(send(get(server)).failure->kind, FailureKind::header_too_large);
}

TEST_F(ProbeEngineTest, AnEndlessHeaderEnds) {
  const LoopbackServer server([](const std::string&) {
    std::string headers = "HTTP/1.1 200 OK\r\n";
    for (int line = 0; line < 100'000; ++line) headers += "X-Line: 1\r\n";
    return headers;
  });
  EXPECT_EQ(send(get(server)).failure->kind, FailureKind::header_too_large);
}

TEST_F(ProbeEngineTest, AnswersThatAreCutOffAreProtocolErrors) {
  for (const char* bytes : {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", "junk",
                            "HTTP/1.1 abc\r\n\r\n"}) {
    const LoopbackServer server([&](const std::string&) { return std::string(bytes); });
    const Exchange exchange = send(get(server));
    ASSERT_TRUE(exchange.failure) << bytes;
    EXPECT_EQ(exchange.failure->kind, FailureKind::protocol) << bytes;
  }
}

TEST_F(ProbeEngineTest, AnEndBeforeTheLastByteIsAFailure) {
  const std::string whole = answer("200 OK", "Content-Type: application/json\r\n", "{}");
  for (const auto ending : {LoopbackServer::Ending::close, LoopbackServer::Ending::reset}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      const LoopbackServer server([&](const std::string&) { return whole.substr(0, size); },
                                  LoopbackServer::Family::ipv4, ending);
      const Exchange exchange = send(get(server));
      ASSERT_FALSE(exchange.complete()) << "after " << whole.substr(0, size);
      EXPECT_THAT(exchange.failure->kind, AnyOf(FailureKind::protocol, FailureKind::connect));
    }
  }
}

TEST_F(ProbeEngineTest, ASilentServerMeetsTheDeadline) {
  const LoopbackServer server([](const std::string&) { return std::string(); });
  target_.limits.request_deadline = std::chrono::milliseconds(50);
  EXPECT_EQ(send(get(server)).failure->kind, FailureKind::deadline);
}

TEST_F(ProbeEngineTest, NoConnectionIsAFailureOfItsOwn) {
  unsigned port = 0;
  {
    port = LoopbackServer([](const std::string&) { return std::string(); }).port();
  }
  Request request;
  request.label = "test";
  request.url = "http://127.0.0.1:" + std::to_string(port) + "/";
  EXPECT_EQ(send(request).failure->kind, FailureKind::connect);
  request.url = "http://no-such-host.invalid/";
  EXPECT_EQ(send(request).failure->kind, FailureKind::resolve);
}

TEST_F(ProbeEngineTest, DoesNotFollowToPlainHttp) {
  const LoopbackServer server([](const std::string&) {
    return answer("302 Found", "Location: http://127.0.0.1:1/\r\n", "");
  });
  const Exchange exchange = send(get(server));
  EXPECT_EQ(exchange.failure->kind, FailureKind::forbidden_redirect);
  EXPECT_EQ(exchange.response->status, 302u) << "the answer itself is kept";
  Request unfollowed = get(server);
  unfollowed.follow_redirects = false;
  EXPECT_TRUE(send(unfollowed).complete());
}

TEST_F(ProbeEngineTest, ATokenGoesNowhereButOverHttpsToTheTargetsHosts) {
  const LoopbackServer server([](const std::string&) { return answer("200 OK", "", ""); });
  Request request = get(server);
  request.credentials = {{Secret("eyJhbGciOiJub25lIn0.e30.signature")}};
  EXPECT_EQ(send(request).failure->kind, FailureKind::harness);
  request.url = "https://elsewhere.example/";
  EXPECT_EQ(send(request).failure->kind, FailureKind::harness);
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(ProbeEngineTest, AQueryTokenAndASecretBodyGoNowhereElseEither) {
  const LoopbackServer server([](const std::string&) { return answer("200 OK", "", ""); });
  Request query = get(server);
  query.query_token = Secret("marked-token-4711");
  EXPECT_EQ(send(query).failure->kind, FailureKind::harness);
  Request body = get(server);
  body.body_is_secret = true;
  EXPECT_EQ(send(body).failure->kind, FailureKind::harness);
  EXPECT_TRUE(server.requests().empty());
}

// Nobody listens at port 1 of this machine.
TEST_F(ProbeEngineTest, AfterThreeDeadExchangesATargetIsNotAskedAgain) {
  TargetSession session(target_, TrustAnchors::load("", "").value());
  ProbeEngine engine({});
  std::vector<FailureKind> kinds;
  const auto ask = [&](std::vector<Request> requests) -> Task<> {
    for (Request& request : requests) {
      request.label = "dead." + std::to_string(kinds.size());
      const Exchange exchange = co_await engine.send(session, std::move(request));
      kinds.push_back(exchange.failure->kind);
    }
  };
  Request ordinary;
  ordinary.url = "https://127.0.0.1:1/";
  Request handshake = ordinary;
  handshake.handshake_only = TlsOffer{TlsVersion::tls_1_2, TlsVersion::tls_1_2, ""};
  Request without_tls = ordinary;
  without_tls.url = "http://127.0.0.1:1/";
  std::vector<Task<>> tasks;
  tasks.push_back(
      ask({handshake, ordinary, ordinary, ordinary, ordinary, ordinary, handshake, without_tls}));
  engine.run(std::move(tasks), [] {});
  using enum FailureKind;
  EXPECT_THAT(kinds, testing::ElementsAre(connect, connect, connect, connect, given_up, given_up,
                                          connect, connect))
      << "what tells nothing of life is sent all the same";
}

TEST_F(ProbeEngineTest, SecretHeadersAreNotSentInClearText) {
  const LoopbackServer server([](const std::string&) { return answer("200 OK", "", ""); });
  target_.headers = {{"X-Plain", std::string("seen")}, {"X-Key", Secret("hunter2-hunter2")}};
  const Exchange exchange = send(get(server));
  EXPECT_TRUE(exchange.complete());
  EXPECT_THAT(server.requests().front(), HasSubstr("X-Plain: seen"));
  EXPECT_THAT(server.requests().front(), testing::Not(HasSubstr("hunter2")));
}

TEST_F(ProbeEngineTest, AnEchoedSecretIsRedactedWhereItIsRecorded) {
  target_.headers = {{"X-Key", Secret("hunter2-hunter2")}};
  const LoopbackServer server([](const std::string&) {
    return answer("200 OK", "X-Echo: hunter2-hunter2\r\n", "you sent hunter2-hunter2");
  });
  const Exchange exchange = send(get(server));
  EXPECT_EQ(exchange.response->body, "you sent [redacted]");
  EXPECT_EQ(*find_header(exchange.response->headers, "X-Echo"), "[redacted]");
}

TEST_F(ProbeEngineTest, StopsWhenTheDescriptorIsReadable) {
  const LoopbackServer silent([](const std::string&) { return std::string(); });
  target_.limits.concurrent_requests = 1;
  std::array<int, 2> stop{};
  ASSERT_EQ(::pipe(stop.data()), 0);
  ASSERT_EQ(::write(stop[1], "x", 1), 1);
  const std::vector<Exchange> exchanges =
      send_all({get(silent, "/running"), get(silent, "/waiting")}, {.stop_descriptor = stop[0]});
  for (const Exchange& exchange : exchanges) {
    EXPECT_EQ(exchange.failure->kind, FailureKind::interrupted);
  }
  ::close(stop[0]);
  ::close(stop[1]);
}

}  // namespace
}  // namespace s2sconform
