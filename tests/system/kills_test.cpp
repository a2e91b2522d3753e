// A run whose processes are killed at random moments is finished by 'run --resume': nothing is
// lost, nothing is judged twice, nothing is left in a mailbox. S2SCONFORM_KILLS says how many are
// killed (docs/reliability.md), S2SCONFORM_KILL_SEED which moments are chosen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using std::chrono::microseconds;

using Outcomes = std::map<std::pair<std::string, std::string>, std::string>;

unsigned number_in(const char* variable, unsigned otherwise) {
  const char* text = std::getenv(variable);
  return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

// By target and requirement; a requirement that stands there twice fails the test.
Outcomes outcomes_of(const fs::path& output) {
  Outcomes outcomes;
  const json results = json::parse(read_file(output / "results.json"));
  for (const json& verdict : results.at("verdicts")) {
    const std::pair key(verdict.at("target").get<std::string>(),
                        verdict.at("requirement").get<std::string>());
    EXPECT_TRUE(outcomes.emplace(key, verdict.at("outcome")).second) << key.first << key.second;
  }
  return outcomes;
}

// How often the journal has each requirement's verdict.
std::map<std::pair<std::string, std::string>, int> journaled(const fs::path& output) {
  std::map<std::pair<std::string, std::string>, int> counts;
  std::istringstream lines(read_file(output / "journal.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const json event = json::parse(line);
    if (event.value("event", "") != "verdict") continue;
    ++counts[{event.at("verdict").at("target"), event.at("verdict").at("requirement")}];
  }
  return counts;
}

std::optional<pid_t> some_worker(pid_t parent, std::mt19937& random) {
  const std::string task = "/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent);
  std::ifstream children(task + "/children");
  std::vector<pid_t> workers{std::istream_iterator<pid_t>(children), {}};
  if (workers.empty()) return std::nullopt;
  return workers[random() % workers.size()];
}

bool has_begun(const fs::path& output) {
  const fs::path journal = output / "journal.jsonl";
  return fs::exists(journal) && read_file(journal).find('\n') != std::string::npos;
}

class Kills : public testing::Test {
 protected:
  std::vector<std::string> command(const std::vector<std::string>& words, const fs::path& output) {
    std::vector<std::string> all{program("s2sconform").string()};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"-q", "-o", output.string(), "--state", state_.string()});
    return all;
  }
  std::vector<std::string> run_command(const fs::path& output) {
    return command({"run", lab_.targets_file().string(), "-s", "metadata", "-s", "history"},
                   output);
  }

  const TemporaryFolder folder_;
  const fs::path state_ = folder_.path() / "state";
  Lab lab_{folder_.path() / "lab",
           {"--persona", "exchange-2019", "--persona", "sharepoint-2016", "--persona",
            "lync-skype-for-business-2015"}};
};

TEST_F(Kills, LoseNothingAndDoubleNothing) {
  const unsigned wanted = number_in("S2SCONFORM_KILLS", 12);
  const unsigned seed = number_in("S2SCONFORM_KILL_SEED", std::random_device{}());
  SCOPED_TRACE("S2SCONFORM_KILL_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);

  const fs::path whole = folder_.path() / "whole";
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(run_program(run_command(whole)).status, 0);
  const auto took =
      std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - begin);
  const Outcomes expected = outcomes_of(whole);
  ASSERT_GT(expected.size(), 200u);

  std::size_t killed_runs = 0, killed_workers = 0, runs = 0;
  while (killed_runs + killed_workers < wanted) {
    const fs::path output = folder_.path() / ("run-" + std::to_string(++runs));
    std::size_t workers_of_this_run = 0;
    for (bool ended = false; !ended;) {
      BackgroundProgram run(has_begun(output) ? command({"run", "--resume"}, output)
                                              : run_command(output));
      std::uniform_int_distribution<microseconds::rep> moment(0, took.count());
      bool killed = false;
      while (!killed && !(ended = run.ends_within(microseconds(moment(random))))) {
        const std::optional<pid_t> worker = some_worker(run.pid(), random);
        if (worker && random() % 3 == 0) {
          ::kill(*worker, SIGKILL);
          ++workers_of_this_run;
        } else {
          run.signal(SIGKILL);
          killed = true;
          ++killed_runs;
        }
      }
      const int status = run.wait();
      if (killed && has_begun(output)) {
        // What is known so far can be reported: each requirement once, the rest as errors.
        const Finished reported =
            run_program({program("s2sconform").string(), "report", "-q", output.string()});
        EXPECT_THAT(reported.status, testing::AnyOf(0, 3)) << reported.err;
        EXPECT_EQ(outcomes_of(output).size(), expected.size());
      }
      // A worker that was killed twice at the same requirement is taken to have died of it.
      if (ended) {
        EXPECT_THAT(status, testing::AnyOf(0, workers_of_this_run > 1 ? 3 : 0));
      }
    }
    killed_workers += workers_of_this_run;
    const Outcomes outcomes = outcomes_of(output);
    EXPECT_EQ(outcomes.size(), expected.size());
    for (const auto& [key, outcome] : expected) {
      ASSERT_TRUE(outcomes.contains(key)) << key.first << ' ' << key.second;
      const std::string& seen = outcomes.at(key);
      const bool died = workers_of_this_run > 1 && seen == "error";
      EXPECT_TRUE(seen == outcome || died) << key.first << ' ' << key.second << ' ' << seen;
    }
    for (const auto& [key, count] : journaled(output)) {
      EXPECT_EQ(count, 1) << key.first << ' ' << key.second;
    }
    EXPECT_EQ(lab_.command("items exchange-2019"), "ok 0");
    EXPECT_TRUE(!fs::exists(state_) || fs::is_empty(state_)) << "nothing is noted as left";
    fs::remove_all(output);
  }
  RecordProperty("killed_runs", std::to_string(killed_runs));
  std::printf("%zu runs, %zu kills of a run and %zu of a worker, %zu verdicts each\n", runs,
              killed_runs, killed_workers, expected.size());
}

TEST_F(Kills, AnotherRunInTheSameFolderIsRefused) {
  const fs::path output = folder_.path() / "results";
  lab_.command("hold exchange-2019 1 before");
  BackgroundProgram first(run_command(output));
  EXPECT_EQ(lab_.announcement(), "held");
  const Finished second = run_program(run_command(output));
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.err, testing::HasSubstr("another run is writing into this folder"));
  first.signal(SIGINT);
  EXPECT_EQ(first.wait(), 130);
}

TEST_F(Kills, AStoppedRunIsFinishedByResume) {
  const fs::path output = folder_.path() / "results";
  lab_.command("hold exchange-2019 3 before");
  BackgroundProgram stopped(run_command(output));
  EXPECT_EQ(lab_.announcement(), "held");
  stopped.signal(SIGTERM);
  EXPECT_EQ(stopped.wait(), 130);
  const Finished resumed = run_program(command({"run", "--resume"}, output));
  EXPECT_EQ(resumed.status, 0) << resumed.err;
  for (const auto& [key, outcome] : outcomes_of(output)) EXPECT_NE(outcome, "error") << key.second;
  EXPECT_EQ(lab_.command("items exchange-2019"), "ok 0");
}

TEST_F(Kills, ResumeRefusesWhatItCannotGoOnWith) {
  const fs::path output = folder_.path() / "results";
  const Finished nothing = run_program(command({"run", "--resume"}, output));
  EXPECT_EQ(nothing.status, 2);
  EXPECT_THAT(nothing.err, testing::HasSubstr("name the output folder of a run"));
  ASSERT_EQ(run_program(run_command(output)).status, 0);
  EXPECT_EQ(run_program(command({"run", "--resume", "-s", "metadata"}, output)).status, 2);
  std::ofstream(lab_.targets_file(), std::ios::app) << "\n// edited\n";
  const Finished changed = run_program(command({"run", "--resume"}, output));
  EXPECT_EQ(changed.status, 2);
  EXPECT_THAT(changed.err, testing::HasSubstr("has changed since the run"));
  std::ofstream(output / "journal.jsonl", std::ios::app) << "{\"event\":\"none\"}\n";
  const Finished spoilt = run_program(command({"run", "--resume"}, output));
  EXPECT_EQ(spoilt.status, 2);
  EXPECT_THAT(spoilt.err, testing::HasSubstr("is no event of a run"));
}

}  // namespace
}  // namespace s2sconform::test
