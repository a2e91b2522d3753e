// What a run owes the servers and the people around it: it stops at once, does not disturb another
// run, keeps to the budget of a host however many targets name it, and tells whose clock is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/support/connect_proxy.h"
#include "tests/support/loopback_server.h"
#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Manners : public ProgramTest {
 protected:
  static json results_of(const std::string& output) {
    return json::parse(read_file(output + "/results.json"));
  }
};

// Deadlines of an hour: what does not end on the signal does not end within the test's time.
TEST_F(Manners, ARunThatWaitsForAnHourStopsAtOnce) {
  for (const int signal : {SIGINT, SIGTERM}) {
    std::mutex mutex;
    std::condition_variable changed;
    bool asked = false;
    const LoopbackServer silent([](const std::string&) { return std::string(); });
    // Says that the run is under way, and nothing to the run.
    const LoopbackServer announcing([&](const std::string&) {
      const std::lock_guard lock(mutex);
      asked = true;
      changed.notify_all();
      return std::string();
    });
    json target = {
        {"product", "exchange"},
        {"version", "2019"},
        {"realm", "a.example"},
        {"base_urls", {{"metadata", "https://a.example"}}},
        {"request_deadline_ms", 3'600'000},
        {"exchange_deadline_ms", 3'600'000},
        {"concurrent_requests", 2},  // the others wait for these
        {"resolve", {{"a.example:443", silent.address()}, {"a.example:80", announcing.address()}}}};
    json targets = json::array();
    for (const char* name : {"one", "two", "three"}) {
      target["name"] = name;
      targets.push_back(target);
    }
    const std::string file = folder_.write("targets.json", json{{"targets", targets}}.dump());
    const std::string output = path("stopped");
    BackgroundProgram run({program("s2sconform").string(), "run", file, "--output", output,
                           "--state", path("state"), "--quiet"});
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return asked; });
    }
    run.signal(signal);
    EXPECT_EQ(run.wait(), 130);
    const json results = results_of(output);
    EXPECT_TRUE(results.at("run").at("interrupted"));
    EXPECT_EQ(results.at("targets").size(), 3u);
    for (const char* report : {"report.html", "junit.xml", "junit-rich.xml", "manifest.json"}) {
      EXPECT_FALSE(read_file(output + "/" + report).empty()) << report;
    }
    std::size_t interrupted = 0;
    for (const json& verdict : results.at("verdicts")) {
      EXPECT_NE(verdict.at("outcome"), "pass");
      const auto reason = verdict.at("reason").get<std::string>();
      interrupted += reason.find("the run was stopped") != reason.npos;
    }
    EXPECT_GT(interrupted, 0u);
  }
}

// Both write into the same mailboxes and note what they write in the same folder.
TEST_F(Manners, TwoRunsAtOnceDoNotDisturbEachOther) {
  Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  std::vector<std::unique_ptr<BackgroundProgram>> runs;
  for (const char* output : {"first", "second"}) {
    runs.push_back(std::make_unique<BackgroundProgram>(std::vector<std::string>{
        program("s2sconform").string(), "run", lab.targets_file().string(), "--suite", "history",
        "--output", path(output), "--state", path("state"), "--quiet"}));
  }
  for (const auto& run : runs) EXPECT_EQ(run->wait(), 0);
  const json first = results_of(path("first"));
  const json second = results_of(path("second"));
  EXPECT_NE(first.at("run").at("id"), second.at("run").at("id"));
  EXPECT_EQ(first.at("summary"), second.at("summary"));
  EXPECT_GT(first.at("summary").at("tally").at("pass"), 60);
  EXPECT_EQ(lab.command("items exchange-2019"), "ok 0") << "each has taken back its own";
  EXPECT_EQ(s2sconform({"cleanup", lab.targets_file().string(), "--state", path("state")}).status,
            0);
}

// Six targets, one server: it holds each request back until two are open, and counts.
TEST_F(Manners, TargetsOfOneServerShareItsBudget) {
  constexpr std::size_t targets_count = 6;
  constexpr std::size_t together = 2;
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t came = 0, gone = 0, most = 0;
  const LoopbackServer server([&](const std::string&) {
    std::unique_lock lock(mutex);
    ++came;
    most = std::max(most, came - gone);
    changed.notify_all();
    const std::size_t pair = (came + 1) / together * together;
    changed.wait(lock, [&] { return came >= pair; });
    ++gone;
    return std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  json targets = json::array();
  for (std::size_t number = 0; number < targets_count; ++number) {
    const std::string host = "host-" + std::to_string(number) + ".example";
    targets.push_back({{"name", host},
                       {"product", "exchange"},
                       {"version", "2019"},
                       {"realm", "a.example"},
                       {"base_urls", {{"metadata", "https://" + host}}},
                       {"concurrent_requests", number == 3 ? together : 16},
                       {"resolve", {{host + ":80", server.address()}}}});
  }
  const auto file = folder_.write("targets.json", json{{"targets", targets}}.dump());
  s2sconform({"run", file.string(), "--requirement", "transport.plain-http", "--output",
              path("results"), "--state", path("state"), "--quiet"});
  EXPECT_EQ(server.requests().size(), targets_count);
  EXPECT_EQ(most, together);
}

// More targets than one worker process asks, of one server. No request can arrive before it was
// sent: after n seconds there are at most n + 1 seconds' worth.
TEST_F(Manners, WorkersThatAskOneServerInTurnShareItsBudget) {
  constexpr std::size_t targets_count = 36, rate = 12;
  std::mutex mutex;
  std::vector<std::chrono::steady_clock::time_point> arrivals;
  const LoopbackServer server([&](const std::string&) {
    const std::lock_guard lock(mutex);
    arrivals.push_back(std::chrono::steady_clock::now());
    return std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  json targets = json::array();
  for (std::size_t number = 0; number < targets_count; ++number) {
    const std::string host = "host-" + std::to_string(number) + ".example";
    const bool is_careful = number == targets_count - 1;  // the last that is asked
    targets.push_back({{"name", host},
                       {"product", "exchange"},
                       {"version", "2019"},
                       {"realm", "a.example"},
                       {"base_urls", {{"metadata", "https://" + host}}},
                       {"requests_per_second", is_careful ? rate : 1000},
                       {"resolve", {{host + ":80", server.address()}}}});
  }
  const auto file = folder_.write("targets.json", json{{"targets", targets}}.dump());
  const auto begin = std::chrono::steady_clock::now();
  s2sconform({"run", file.string(), "--requirement", "transport.plain-http", "--output",
              path("results"), "--state", path("state"), "--quiet"});
  const std::lock_guard lock(mutex);
  ASSERT_EQ(arrivals.size(), targets_count);
  for (std::size_t number = 0; number < targets_count; ++number) {
    EXPECT_GE(arrivals[number] - begin, std::chrono::seconds(number / rate)) << number;
  }
}

TEST_F(Manners, AClockThatIsWrongIsToldWherePeopleLook) {
  const Lab lab(folder_.path() / "lab",
                {"--fault", "clock-ahead", "--persona", "sharepoint-subscription-edition"});
  const Finished run = s2sconform({"run", lab.targets_file().string(), "--suite", "metadata",
                                   "--output", path("results"), "--state", path("state")});
  // The summary is wrapped.
  const std::string summary = std::regex_replace(run.out, std::regex("\\s+"), " ");
  EXPECT_THAT(summary, AllOf(HasSubstr("its clock is 10 minutes ahead of this machine's"),
                             HasSubstr("NTP"), HasSubstr("five minutes")))
      << run.err;
  EXPECT_THAT(read_file(path("results") + "/report.html"), HasSubstr("its clock is 10 minutes"));
  bool noted = false;
  const json results = results_of(path("results"));
  for (const json& target : results.at("targets")) {
    const bool is_ahead = target.at("name").get<std::string>().ends_with("clock-ahead");
    noted |= is_ahead;
    EXPECT_EQ(target.at("notes").size(), is_ahead ? 1u : 0u);
    EXPECT_EQ(target.at("clock_ahead_ms").get<int>() > 590'000, is_ahead);
  }
  EXPECT_TRUE(noted);
}

TEST_F(Manners, InternationalisedNamesAreWrittenAsPeopleDo) {
  const Lab lab(folder_.path() / "lab", {"--variant", "internationalised-host"});
  EXPECT_THAT(read_file(lab.targets_file()), HasSubstr("https://post.bücher.example"));
  const Finished run =
      s2sconform({"run", lab.targets_file().string(), "--suite", "token", "--suite", "transport",
                  "--output", path("results"), "--state", path("state"), "--quiet"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_GT(results_of(path("results")).at("summary").at("tally").at("pass"), 100);
  EXPECT_THAT(all_archives(path("results")), AllOf(HasSubstr("https://post.xn--bcher-kva.example"),
                                                   Not(HasSubstr("https://post.b"))));
}

TEST_F(Manners, ServersAreReachedOverIpv6) {
  const Lab lab(folder_.path() / "lab", {"--variant", "ipv6", "--variant", "ipv6-address"});
  const Finished run =
      s2sconform({"run", lab.targets_file().string(), "--suite", "transport", "--suite", "metadata",
                  "--output", path("results"), "--state", path("state"), "--quiet"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(all_archives(path("results")),
              AllOf(HasSubstr("\"_remote_address\": \"[::1]:"), HasSubstr("https://[2001:db8::25]"),
                    Not(HasSubstr("127.0.0.1"))));
}

// TLS goes through the proxy from end to end; its password goes to the proxy alone.
TEST_F(Manners, ServersAreReachedThroughAProxy) {
  const Lab lab(folder_.path() / "lab", {"--persona", "sharepoint-subscription-edition"});
  const ConnectProxy proxy;
  json file = json::parse(read_file(lab.targets_file()));
  for (json& target : file.at("targets")) {
    target["proxy"] = {
        {"url", proxy.url()}, {"user", "tests"}, {"password", {{"environment", "PROXY_PASSWORD"}}}};
  }
  std::ofstream(lab.targets_file()) << file.dump();
  const Finished run =
      s2sconform({"run", lab.targets_file().string(), "--suite", "metadata", "--suite", "token",
                  "--output", path("results"), "--state", path("state")},
                 {{"PROXY_PASSWORD", "open-sesame-4711"}});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  EXPECT_GT(results_of(path("results")).at("summary").at("tally").at("pass"), 100);
  ASSERT_FALSE(proxy.requests().empty());
  const std::string in_base64 = "dGVzdHM6b3Blbi1zZXNhbWUtNDcxMQ==";  // of "tests:<password>"
  for (const std::string& request : proxy.requests()) {
    EXPECT_THAT(request, AllOf(testing::StartsWith("CONNECT 127.0.0.1:"), HasSubstr(in_base64)));
  }
  EXPECT_THAT(all_files(path("results")) + run.out + run.err,
              AllOf(Not(HasSubstr("open-sesame-4711")), Not(HasSubstr(in_base64))));
}

TEST_F(Manners, AVerdictTellsThatTheServerWasBusyFirst) {
  const Lab lab(folder_.path() / "lab", {"--variant", "busy-at-first"});
  const Finished run =
      s2sconform({"run", lab.targets_file().string(), "--target", "*busy-at-first", "--suite",
                  "metadata", "--output", path("results"), "--state", path("state"), "--quiet"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(read_file(path("results") + "/results.json"),
              HasSubstr("the server was busy (status 503) and was asked again"));
  EXPECT_THAT(all_archives(path("results")), HasSubstr("\"_busy\""));
}

}  // namespace
}  // namespace s2sconform::test
