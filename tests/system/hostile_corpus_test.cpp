// Every hostile server of fixtures/hostile.json ends in the verdicts that stand there, and in no
// crash, no hang and no more memory than a bound.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Outcomes {
  std::set<std::string> broken;  // failures and warnings
  std::set<std::string> errors;
};

// By target.
std::map<std::string, Outcomes> outcomes_of(const fs::path& output) {
  std::map<std::string, Outcomes> outcomes;
  const json results = json::parse(read_file(output / "results.json"));
  for (const json& verdict : results.at("verdicts")) {
    Outcomes& target = outcomes[verdict.at("target")];
    const std::string outcome = verdict.at("outcome");
    if (outcome == "fail" || outcome == "warn") target.broken.insert(verdict.at("requirement"));
    if (outcome == "error") target.errors.insert(verdict.at("requirement"));
  }
  return outcomes;
}

// Why the document could not be read, as the archive has it; empty: it was answered.
std::string failure_of(const fs::path& output, const std::string& target) {
  const json archive = json::parse(read_file(output / "har" / (target + ".har")));
  for (const json& entry : archive.at("log").at("entries")) {
    if (entry.at("_label") != "metadata.get" || !entry.contains("_failure")) continue;
    return entry.at("_failure").at("kind");
  }
  return "";
}

class HostileCorpus : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    lab_ = new Lab(folder_->path() / "lab", {"--all-hostile"});
    corpus_ = json::parse(read_file(source_folder() / "fixtures" / "hostile.json")).at("hostile");
  }
  static void TearDownTestSuite() {
    delete lab_;
    delete folder_;
  }

  // Runs these suites against the targets of these patterns, and checks the rows that are meant.
  void run_and_compare(const std::vector<std::string>& options, const char* output_name,
                       const std::function<bool(const json&)>& is_meant) {
    const fs::path output = folder_->path() / output_name;
    std::vector<std::string> command{program("s2sconform").string(),
                                     "run",
                                     lab_->targets_file().string(),
                                     "-q",
                                     "-o",
                                     output.string(),
                                     "--state",
                                     (folder_->path() / "state").string()};
    command.insert(command.end(), options.begin(), options.end());
    const Finished finished = run_program(command);
    EXPECT_THAT(finished.status, testing::AnyOf(0, 1, 3)) << finished.err;
    EXPECT_THAT(finished.err, testing::Not(testing::HasSubstr("a worker process"))) << "no deaths";
    const auto outcomes = outcomes_of(output);
    std::size_t compared = 0;
    for (const json& row : corpus_) {
      if (!is_meant(row)) continue;
      ++compared;
      const std::string target = row.at("personas").at(0).get<std::string>() + ".hostile." +
                                 row.at("name").get<std::string>();
      SCOPED_TRACE(row.at("name").get<std::string>());
      ASSERT_TRUE(outcomes.contains(target));
      Outcomes seen = outcomes.at(target);
      Outcomes expected{row.at("breaks"), row.at("errors")};
      // Whether a refusal after the handshake is read before the connection is reset is chance.
      for (const std::string& requirement : row.value("raced", std::vector<std::string>())) {
        for (auto* set : {&seen.broken, &seen.errors, &expected.broken, &expected.errors}) {
          set->erase(requirement);
        }
      }
      EXPECT_EQ(seen.broken, expected.broken);
      EXPECT_EQ(seen.errors, expected.errors);
      EXPECT_EQ(failure_of(output, target), row.at("failure").get<std::string>());
    }
    EXPECT_GT(compared, 10u);
    expect_bounded_memory();
  }

  // Of the largest process so far that has ended: the worker of all hostile servers. Each of them
  // may send four megabytes at most, of which a few copies are held; the bombs are ten times that
  // and more.
  static void expect_bounded_memory() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    constexpr long most_kibibytes = 512 * 1024;
    EXPECT_LT(usage.ru_maxrss, most_kibibytes);
    testing::Test::RecordProperty("peak_kibibytes", std::to_string(usage.ru_maxrss));
    std::printf("peak memory of a process: %ld MiB\n", usage.ru_maxrss / 1024);
#endif
  }

  static inline TemporaryFolder* folder_ = nullptr;
  static inline Lab* lab_ = nullptr;
  static inline json corpus_;
};

bool is_of_mailboxes(const json& row) {
  return row.at("kind") == "mailboxes" || row.at("name") == "answer-before-request-body";
}

TEST_F(HostileCorpus, HasSixtyCasesAndMore) {
  std::set<std::string> names;
  for (const json& row : corpus_) names.insert(row.at("name"));
  EXPECT_EQ(names.size(), corpus_.size());
  EXPECT_GT(names.size(), 60u);
}

TEST_F(HostileCorpus, OfDocumentsAndConnectionsEndsInItsVerdicts) {
  run_and_compare({"-s", "metadata", "-s", "transport"}, "documents",
                  [](const json& row) { return !is_of_mailboxes(row); });
}

TEST_F(HostileCorpus, OfMailboxesEndsInItsVerdicts) {
  run_and_compare({"-s", "history", "-t", "*.mailbox-*", "-t", "*.autodiscover-*", "-t",
                   "*.answer-before-request-body"},
                  "mailboxes", is_of_mailboxes);
}

}  // namespace
}  // namespace s2sconform::test
