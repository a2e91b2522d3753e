// A run that is stopped still reports: every requirement has its verdict, the exit status is 130.
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>

#include "tests/support/loopback_server.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

class Interruption : public testing::TestWithParam<int> {};

TEST_P(Interruption, WritesTheReports) {
  // Takes the connection and says nothing: the TLS handshake waits. Its first bytes say that the
  // run is under way, so that the signal comes neither too early nor after a time.
  std::atomic<bool> asked = false;
  std::mutex mutex;
  std::condition_variable changed;
  const LoopbackServer silent([&](const std::string&) {
    const std::lock_guard lock(mutex);
    asked = true;
    changed.notify_all();
    return std::string();
  });
  const TemporaryFolder folder;
  const std::string output = (folder.path() / "results").string();
  const std::string file = folder
                               .write("targets.json",
                                      R"({"targets":[{"name":"one","product":"exchange",
      "version":"2019","base_urls":{"metadata":"https://a.example"},"realm":"a.example",
      "request_deadline_ms":600000,
      "resolve":{"a.example:443":")" + silent.address() +
                                          R"(","a.example:80":")" + silent.address() + R"("}}]})")
                               .string();
  BackgroundProgram run(
      {program("s2sconform").string(), "run", file, "--output", output, "--quiet"});
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return asked.load(); });
  }
  run.signal(GetParam());
  EXPECT_EQ(run.wait(), 130);
  const auto results = nlohmann::json::parse(read_file(output + "/results.json"));
  EXPECT_TRUE(results.at("run").at("interrupted"));
  EXPECT_GT(results.at("verdicts").size(), 60u);
  for (const auto& verdict : results.at("verdicts")) EXPECT_NE(verdict.at("outcome"), "pass");
}

INSTANTIATE_TEST_SUITE_P(Signals, Interruption, testing::Values(SIGINT, SIGTERM));

}  // namespace
}  // namespace s2sconform::test
