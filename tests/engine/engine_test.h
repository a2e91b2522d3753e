// For tests of the engine: a target whose limits are in nobody's way, and requests that are sent
// for it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "harness/engine/probe_engine.h"
#include "tests/support/loopback_server.h"

namespace s2sconform::test {

inline std::string answer(const std::string& status, const std::string& headers,
                          const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    target_.name = "test";
    target_.limits.requests_per_second = 10'000;
    target_.limits.request_deadline = std::chrono::seconds(60);
    target_.limits.exchange_deadline = std::chrono::seconds(60);
    name_host("https://localhost");
  }

  void name_host(const std::string& base_url) { target_.base_urls["metadata"] = base_url; }

  Exchange send(Request request, ProbeEngine::Options options = {}) {
    return send_all({std::move(request)}, options).front();
  }

  std::vector<Exchange> send_all(std::vector<Request> requests, ProbeEngine::Options options = {}) {
    ProbeEngine engine(options);
    TargetSession session(target_, anchors());
    engine.admit(session);
    std::vector<Exchange> exchanges(requests.size());
    std::vector<Task<>> tasks;
    for (std::size_t index = 0; index < requests.size(); ++index) {
      tasks.push_back(
          [](ProbeEngine& with, TargetSession& of, Request one, Exchange& out) -> Task<> {
            out = co_await with.send(of, std::move(one));
          }(engine, session, std::move(requests[index]), exchanges[index]));
    }
    engine.run(std::move(tasks), [] {});
    return exchanges;
  }

  // The system's, which are many: read once.
  static const TrustAnchors& anchors() {
    static const TrustAnchors loaded = *TrustAnchors::load("", "");
    return loaded;
  }

  static Request get(const LoopbackServer& server, const std::string& path = "/") {
    Request request;
    request.label = "test" + path;
    request.url = "http://" + server.address() + path;
    return request;
  }

  Target target_;
};

}  // namespace s2sconform::test
