// Requests through an HTTP proxy, and past the proxies of the environment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "tests/engine/engine_test.h"

namespace s2sconform {
namespace {

using test::answer;
using test::LoopbackServer;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* password = "open-sesame-4711";
constexpr const char* in_base64 = "dGVzdHM6b3Blbi1zZXNhbWUtNDcxMQ==";  // of "tests:<password>"

class ProxyTest : public test::EngineTest {
 protected:
  void go_through(const LoopbackServer& proxy, const std::string& user = "") {
    target_.proxy = Proxy{"http://" + proxy.address(), user, Secret(user.empty() ? "" : password)};
  }
  static Request get_https(const std::string& url) {
    Request request;
    request.label = "test";
    request.url = url;
    return request;
  }
};

TEST_F(ProxyTest, IsAskedToConnect) {
  const LoopbackServer proxy(
      [](const std::string&) { return answer("502 Bad Gateway", "", "no such host"); });
  go_through(proxy, "tests");
  const Exchange exchange = send(get_https("https://mail.example/"));
  ASSERT_TRUE(exchange.failure);
  EXPECT_EQ(exchange.failure->kind, FailureKind::connect) << "nothing was learned of the server";
  EXPECT_THAT(exchange.failure->message, HasSubstr("the proxy " + target_.proxy->url + " refused"));
  EXPECT_THAT(exchange.failure->message, HasSubstr("502"));
  EXPECT_FALSE(exchange.response) << "its answer is not the server's";
  EXPECT_THAT(proxy.requests().front(), StartsWith("CONNECT mail.example:443 HTTP/1.1\r\n"));
  EXPECT_THAT(proxy.requests().front(),
              HasSubstr(std::string("Proxy-Authorization: Basic ") + in_base64));
}

TEST_F(ProxyTest, ThatAsksForAPasswordIsBlamedToo) {
  const LoopbackServer proxy([](const std::string&) {
    return answer("407 Proxy Authentication Required",
                  "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
  });
  go_through(proxy);
  const Exchange exchange = send(get_https("https://mail.example/"));
  EXPECT_EQ(exchange.failure->kind, FailureKind::connect);
  EXPECT_THAT(exchange.failure->message, HasSubstr("407"));
  EXPECT_THAT(proxy.requests().front(), Not(HasSubstr("Proxy-Authorization")));
}

TEST_F(ProxyTest, ThatIsNotThereIsNoFaultOfTheServer) {
  unsigned port = 0;
  {
    port = LoopbackServer([](const std::string&) { return std::string(); }).port();
  }
  target_.proxy = Proxy{"http://127.0.0.1:" + std::to_string(port), "", {}};
  EXPECT_EQ(send(get_https("https://mail.example/")).failure->kind, FailureKind::connect);
  target_.proxy->url = "http://no-such-proxy.invalid:3128";
  EXPECT_EQ(send(get_https("https://mail.example/")).failure->kind, FailureKind::resolve);
}

TEST_F(ProxyTest, ConnectsToWhereTheTargetsFileSendsIt) {
  const LoopbackServer proxy([](const std::string&) { return answer("403 Forbidden", "", ""); });
  go_through(proxy);
  target_.resolve = {{"mail.example", 443, "10.0.0.5", 8443}};
  send(get_https("https://mail.example/"));
  EXPECT_THAT(proxy.requests().back(), StartsWith("CONNECT 10.0.0.5:8443 HTTP/1.1\r\n"));
  Request to_node = get_https("https://mail.example/");
  to_node.node = "[2001:db8::5]:443";
  send(to_node);
  EXPECT_THAT(proxy.requests().back(), StartsWith("CONNECT [2001:db8::5]:443 HTTP/1.1\r\n"));
}

TEST_F(ProxyTest, WhatItSendsBackOfItsPasswordIsRedacted) {
  const LoopbackServer proxy(
      [](const std::string& request) { return answer("200 OK", "", request + "\n" + password); });
  go_through(proxy, "tests");
  const Exchange exchange = send(get_https("http://mail.example/"));
  ASSERT_TRUE(exchange.complete());
  EXPECT_THAT(proxy.requests().front(), HasSubstr(in_base64));
  EXPECT_THAT(exchange.response->body, HasSubstr("Proxy-Authorization: Basic"));
  EXPECT_THAT(exchange.response->body, Not(HasSubstr(in_base64)));
  EXPECT_THAT(exchange.response->body, Not(HasSubstr(password)));
}

// The environment is the test's own from here on; each test is a process of its own or follows
// without harm, since no request heeds these variables.
TEST_F(ProxyTest, TheEnvironmentChangesNothing) {
  const LoopbackServer proxy([](const std::string&) { return answer("200 OK", "", "by proxy"); });
  const LoopbackServer server([](const std::string&) { return answer("200 OK", "", "straight"); });
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
    ASSERT_EQ(::setenv(name, ("http://" + proxy.address()).c_str(), 1), 0);
  }
  EXPECT_EQ(send(get(server)).response->body, "straight");
  EXPECT_TRUE(proxy.requests().empty());
  ASSERT_EQ(::setenv("no_proxy", "*", 1), 0);
  ASSERT_EQ(::setenv("NO_PROXY", "*", 1), 0);
  go_through(proxy);
  EXPECT_EQ(send(get(server)).response->body, "by proxy");
}

}  // namespace
}  // namespace s2sconform
