// What a journal keeps, and what it makes of lines that were cut off or are none.
#include "harness/journal/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "harness/journal/run_header.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;

RunHeader header() {
  RunHeader header;
  header.run_id = "0b8e6c9e-5d0c-4c0e-9a39-3f1f2f4b7a10";
  header.targets_file = "targets.json";
  header.started = std::chrono::system_clock::time_point(std::chrono::microseconds(1234567));
  header.selected_suites = {"metadata"};
  header.read_only = true;
  return header;
}

Verdict verdict(const std::string& target, const std::string& requirement,
                Outcome outcome = Outcome::pass) {
  Verdict verdict;
  verdict.target = target;
  verdict.requirement = requirement;
  verdict.outcome = outcome;
  verdict.findings = {{"a realm", "\"x\n\"", "/realm"}};
  verdict.duration = std::chrono::microseconds(1500);
  return verdict;
}

TargetProbed probed(const std::string& target, bool interrupted = false) {
  return {target,
          {"metadata", "token"},
          12,
          "abc",
          std::chrono::milliseconds(-70),
          interrupted,
          std::chrono::microseconds(77000),
          header().started};
}

// Of any events. An initializer list of variants makes g++ 12 see what is not initialized.
template <class... Events>
std::vector<RunEvent> list(Events... events) {
  std::vector<RunEvent> all;
  (all.emplace_back(std::move(events)), ...);
  return all;
}

std::vector<std::string> names_of(const JournalContent& content) {
  std::vector<std::string> names;
  for (const VerdictView verdict : content.verdicts) {
    names.push_back(verdict.target + " " + verdict.requirement);
  }
  return names;
}

TEST(RunEvent, IsReadBackAsItWasWritten) {
  const std::vector<RunEvent> events =
      list(WorkerAlive{}, probed("a"), verdict("a", "metadata.x", Outcome::warn),
           WorkerUnable{{"place", "problem", "remedy"}},
           WorkerAsked{{{"127.0.0.1:443", 12, std::chrono::milliseconds(20)}}}, WorkerDone{},
           WorkerDied{{"a", "b"}, "token", "died of SIGSEGV"}, RunEnded{header().started, true});
  for (const RunEvent& event : events) {
    const std::string line = event_line(event);
    EXPECT_EQ(line.find('\n'), line.size() - 1) << "one line";
    const auto read = parse_event(line);
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read->index(), event.index());
    EXPECT_EQ(event_line(*read), line);
  }
}

TEST(RunEvent, WhatIsNoneIsRefused) {
  for (const char* line : {"", "{", "[]", "null", "{}", R"({"event":1})", R"({"event":"dance"})",
                           R"({"event":"probed"})", R"({"event":"verdict","verdict":{}})",
                           R"({"event":"verdict","verdict":{"target":7}})", "\xFF\xFE"}) {
    EXPECT_FALSE(parse_event(line)) << line;
  }
  EXPECT_FALSE(parse_event(std::string(200'000, '[')));
}

TEST(RunHeader, KeepsItsShard) {
  RunHeader written = header();
  EXPECT_EQ(header_line(*parse_header(header_line(written))), header_line(written));
  written.division = {{"a", "c"}, {}, {"b"}};
  written.shard = Shard{3, 3};
  const auto shard = parse_header(header_line(written));
  ASSERT_TRUE(shard) << shard.error();
  EXPECT_EQ(shard->division, written.division);
  EXPECT_EQ(shard->shard, written.shard);
  written.shard.reset();
  written.missing_shards = {{1, 3}};
  const auto merged = parse_header(header_line(written));
  ASSERT_TRUE(merged) << merged.error();
  EXPECT_FALSE(merged->shard);
  EXPECT_EQ(merged->missing_shards, written.missing_shards);
}

TEST(RunHeader, OfAShardThatThereIsNotIsRefused) {
  RunHeader written = header();
  written.division = {{"a"}, {"b"}};
  for (const Shard& shard : {Shard{0, 2}, Shard{3, 2}, Shard{1, 3}}) {
    written.shard = shard;
    EXPECT_FALSE(parse_header(header_line(written))) << shard.text();
  }
}

class JournalFile : public testing::Test {
 protected:
  std::string text() { return test::read_file(folder_.path() / journal_name); }
  void write(const std::string& text) { folder_.write(journal_name, text); }

  const test::TemporaryFolder folder_;
};

// What a run rests on is there before the run counts as begun.
TEST_F(JournalFile, ARunThatCannotBePreparedHasNotBegun) {
  ASSERT_TRUE(Journal::begin(folder_.path(), header()));
  std::string text_meanwhile = "?";
  const auto prepare = [&]() -> Expected<void> {
    text_meanwhile = text();
    return Unexpected(ConfigurationError{"targets.json", "cannot be written", "make room"});
  };
  const Expected<Journal> journal = Journal::begin(folder_.path(), header(), prepare);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().place, "targets.json");
  EXPECT_EQ(text_meanwhile, "");
  JournalContent content;
  const Expected<Journal> again = Journal::reopen(folder_.path(), content);
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().line(), HasSubstr("cut off before it began"));
}

TEST_F(JournalFile, KeepsTheLastVerdictOnEachRequirement) {
  {
    Expected<Journal> journal = Journal::begin(folder_.path(), header());
    ASSERT_TRUE(journal) << journal.error().line();
    for (const RunEvent& event :
         list(probed("a"), verdict("a", "metadata.x", Outcome::error), verdict("a", "metadata.x"),
              verdict("b", "metadata.x"), WorkerDied{{"b"}, "", "died of SIGABRT"},
              RunEnded{header().started, false})) {
      EXPECT_TRUE(journal->append(event));
    }
  }
  JournalContent content;
  const Expected<Journal> again = Journal::reopen(folder_.path(), content);
  ASSERT_TRUE(again) << again.error().line();
  EXPECT_EQ(content.header.run_id, header().run_id);
  EXPECT_EQ(content.header.started, header().started);
  EXPECT_EQ(content.header.selected_suites, header().selected_suites);
  EXPECT_TRUE(content.header.read_only);
  EXPECT_EQ(content.verdicts[0].outcome, Outcome::pass);
  EXPECT_EQ(names_of(content), (std::vector<std::string>{"a metadata.x", "b metadata.x"}));
  EXPECT_EQ(content.probed.at("a").suites.size(), 2u);
  EXPECT_EQ(content.deaths.size(), 1u);
  EXPECT_TRUE(content.ended);
}

TEST_F(JournalFile, ForgetsWhatWasJudgedOfATargetThatWasAskedInPartOnly) {
  const auto parse = [&](const std::vector<RunEvent>& events) {
    {
      Expected<Journal> journal = Journal::begin(folder_.path(), header());
      for (const RunEvent& event : events) EXPECT_TRUE(journal->append(event));
    }
    std::istringstream in(text());
    return *parse_journal(in, "j");
  };
  const std::vector<RunEvent> stopped = list(probed("a", true), verdict("a", "metadata.x"));
  EXPECT_TRUE(parse(stopped).verdicts.empty());
  std::vector<RunEvent> asked_again = stopped;
  asked_again.push_back(probed("a"));
  EXPECT_TRUE(parse(asked_again).verdicts.empty()) << "nor when it was killed before it judged";
  asked_again.push_back(verdict("a", "metadata.y"));
  EXPECT_EQ(names_of(parse(asked_again)), (std::vector<std::string>{"a metadata.y"}));
}

// A disk that fails in the middle.
class FailingBuffer : public std::stringbuf {
 public:
  using std::stringbuf::stringbuf;

 protected:
  int_type underflow() override {
    const int_type next = std::stringbuf::underflow();
    if (next == traits_type::eof()) throw std::runtime_error("input/output error");
    return next;
  }
};

TEST_F(JournalFile, WhatCannotBeReadToItsEndIsNoShorterJournal) {
  {
    Expected<Journal> journal = Journal::begin(folder_.path(), header());
    EXPECT_TRUE(journal->append(verdict("a", "metadata.x")));
  }
  FailingBuffer buffer(text());
  std::istream in(&buffer);
  const Expected<JournalContent> content = parse_journal(in, "j");
  ASSERT_FALSE(content);
  EXPECT_THAT(content.error().line(), testing::HasSubstr("cannot be read to its end"));
}

TEST_F(JournalFile, ALastLineThatWasCutOffDidNotHappen) {
  {
    Expected<Journal> journal = Journal::begin(folder_.path(), header());
    EXPECT_TRUE(journal->append(verdict("a", "metadata.x")));
  }
  const std::string whole = text();
  write(whole + event_line(verdict("a", "metadata.y")).substr(0, 40));
  JournalContent content;
  {
    Expected<Journal> journal = Journal::reopen(folder_.path(), content);
    ASSERT_TRUE(journal) << journal.error().line();
    EXPECT_EQ(content.verdicts.size(), 1u);
    EXPECT_TRUE(journal->append(verdict("a", "metadata.z")));
  }
  EXPECT_EQ(text(), whole + event_line(verdict("a", "metadata.z")));
}

TEST_F(JournalFile, IsRefusedWithItsPlaceWhenItIsNone) {
  JournalContent content;
  const auto problem = [&](const std::string& text) {
    write(text);
    const Expected<Journal> journal = Journal::reopen(folder_.path(), content);
    return journal ? std::string() : journal.error().line();
  };
  EXPECT_THAT(problem(""), HasSubstr("was cut off before it began"));
  EXPECT_THAT(problem("{}\n"), HasSubstr("journal.jsonl:1: is no journal of a run"));
  EXPECT_THAT(problem("{\"journal\":2}\n"), HasSubstr("another version of the format"));
  { EXPECT_TRUE(Journal::begin(folder_.path(), header())); }
  EXPECT_THAT(problem(text() + "nonsense\n"), HasSubstr("journal.jsonl:2: is no event of a run"));
}

TEST_F(JournalFile, BelongsToOneRunAtATime) {
  const Expected<Journal> first = Journal::begin(folder_.path(), header());
  ASSERT_TRUE(first);
  const Expected<Journal> second = Journal::begin(folder_.path(), header());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().line(), HasSubstr("another run is writing into this folder"));
}

}  // namespace
}  // namespace s2sconform
