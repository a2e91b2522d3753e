// Writing into mailboxes from outside: exstorage, cleanup, and that nothing is left behind however
// a run ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using Arguments = std::vector<std::string>;

constexpr const char* target = "exchange-2019";
constexpr const char* user = "sip:kenmyer@litwareinc.com";

class History : public ProgramTest {
 protected:
  void serve(Arguments arguments = {"--persona", target}) {
    lab_.emplace(folder_.path() / "lab", std::move(arguments));
  }
  std::string targets_file() const { return lab_->targets_file().string(); }

  Arguments exstorage_arguments(const Arguments& more) const {
    Arguments all{"exstorage",    "--sip-uri", user,         "--targets",
                  targets_file(), "--state",   path("state")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Finished exstorage(const Arguments& more = {"--delete-item"}) {
    return s2sconform(exstorage_arguments(more));
  }
  Arguments run_arguments(const Arguments& more) const {
    Arguments all{"run", targets_file(),  "--quiet", "-s",         "history",
                  "-o",  path("results"), "--state", path("state")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Finished cleanup(const Arguments& more = {}) {
    Arguments all{"cleanup", "--state", path("state")};
    all.insert(all.end(), more.begin(), more.end());
    return s2sconform(all);
  }
  std::string items(const std::string& of = target) { return lab_->command("items " + of); }

  // Runs the program until the lab holds the n-th request to its mailboxes, then sends the signal.
  int signal_at(unsigned request, const std::string& when, int number, Arguments arguments) {
    EXPECT_EQ(
        lab_->command("hold " + std::string(target) + " " + std::to_string(request) + " " + when),
        "ok");
    arguments.insert(arguments.begin(), program("s2sconform").string());
    BackgroundProgram run(arguments);
    EXPECT_EQ(lab_->announcement(), "held");
    run.signal(number);
    return run.wait();
  }

  // How many requests to the web services a whole run makes before it cleans up.
  unsigned requests_of_run(const Arguments& more) {
    EXPECT_EQ(s2sconform(run_arguments(more)).status, 0);
    const json archive =
        json::parse(read_file(path("results") + "/har/" + std::string(target) + ".har"));
    unsigned requests = 0;
    for (const json& entry : archive.at("log").at("entries")) {
      const bool is_one =
          entry.dump().find("exchange/services/2006/messages/") != std::string::npos;
      const bool cleans_up = std::string(entry.at("_label")).starts_with("history.sweep.");
      requests += is_one && !cleans_up ? 1 : 0;
    }
    return requests;
  }

  json results() const { return json::parse(read_file(path("results") + "/results.json")); }

  std::optional<Lab> lab_;
};

TEST_F(History, ExstorageWritesReadsAndDeletes) {
  serve();
  const Finished done = exstorage();
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("yes Delete the item"));
  EXPECT_THAT(done.out, HasSubstr("Target Fqdn   : mail.litwareinc.com"));
  EXPECT_THAT(done.out, HasSubstr("Result        : Success"));
  EXPECT_EQ(items(), "ok 0");
  EXPECT_THAT(cleanup().out, HasSubstr("Nothing is left"));
}

TEST_F(History, WithoutDeleteItemTheItemStaysUntilCleanup) {
  serve();
  const Finished done = exstorage({"--json", "--folder", "Inbox"});
  EXPECT_EQ(done.status, 0) << done.err;
  const json result = json::parse(done.out);
  EXPECT_EQ(result.at("result"), "Success");
  EXPECT_EQ(result.at("folder"), "Inbox");
  EXPECT_TRUE(result.at("item_stays"));
  EXPECT_FALSE(std::string(result.at("item_id")).empty());
  EXPECT_EQ(items(), "ok 1");
  const Finished listed = cleanup({"--dry-run"});
  EXPECT_THAT(listed.out, HasSubstr(result.at("item_subject")));
  EXPECT_EQ(items(), "ok 1") << "a dry run removes nothing";
  const Finished cleaned = cleanup();
  EXPECT_EQ(cleaned.status, 0);
  EXPECT_THAT(cleaned.out, HasSubstr("1 items removed, 0 left"));
  EXPECT_EQ(items(), "ok 0");
}

TEST_F(History, TheCacheIsUsedWhenItIsAskedForAlone) {
  serve();
  const Finished empty = exstorage({"--delete-item", "--use-cache"});
  EXPECT_EQ(empty.status, 0);
  EXPECT_THAT(empty.err, HasSubstr("nothing is in the cache"));
  EXPECT_THAT(empty.out, HasSubstr("by Autodiscover"));
  EXPECT_THAT(exstorage({"--delete-item", "--use-cache"}).out, HasSubstr("from the cache"));
  EXPECT_THAT(exstorage().out, HasSubstr("by Autodiscover"));
}

TEST_F(History, VerboseShowsEachExchangeAndNoSecret) {
  serve();
  const Finished done = exstorage({"--delete-item", "--verbose"});
  EXPECT_EQ(done.status, 0);
  for (const char* label : {"history.autodiscover.soap", "exstorage.create", "exstorage.delete"}) {
    EXPECT_THAT(done.err, HasSubstr(label));
  }
  EXPECT_THAT(done.err, HasSubstr("Authorization: Bearer [redacted]"));
  EXPECT_THAT(done.err, Not(HasSubstr("eyJ")));
}

TEST_F(History, FailuresSayWhyAndWhatToDo) {
  serve({"--persona", target, "--fault", "token-registration-missing", "--fault",
         "mailbox-writes-nothing", "--fault", "mailbox-create-denied", "--fault", "tls-expired",
         "--fault", "autodiscover-redirects-outside"});
  const auto at = [&](const std::string& fault) {
    return exstorage({"--delete-item", "--target", std::string(target) + ".fault." + fault});
  };
  const Finished unknown_application = at("token-registration-missing");
  EXPECT_EQ(unknown_application.status, 1);
  EXPECT_THAT(unknown_application.out, HasSubstr("x-ms-diagnostics"));
  EXPECT_THAT(unknown_application.out, HasSubstr("s2sconform onboard"));
  const Finished liar = at("mailbox-writes-nothing");
  EXPECT_EQ(liar.status, 1);
  EXPECT_THAT(liar.out, HasSubstr("says Success and has written nothing"));
  const Finished denied = at("mailbox-create-denied");
  EXPECT_EQ(denied.status, 1);
  EXPECT_THAT(denied.out, HasSubstr("ErrorAccessDenied"));
  const Finished expired = at("tls-expired");
  EXPECT_EQ(expired.status, 1);
  EXPECT_THAT(expired.out, HasSubstr("certificate"));
  const Finished undiscovered = at("autodiscover-redirects-outside");
  EXPECT_EQ(undiscovered.status, 1);
  EXPECT_THAT(undiscovered.out, HasSubstr("Autodiscover"));
  EXPECT_THAT(undiscovered.out, HasSubstr("ews_url"));
}

TEST_F(History, BadInputIsOneLineAndStatus2) {
  serve({"--persona", target, "--persona", "exchange-2016"});
  const auto refused = [&](Arguments arguments, const char* words) {
    const Finished done = s2sconform(arguments);
    EXPECT_EQ(done.status, 2);
    EXPECT_THAT(done.err, HasSubstr(words));
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
  };
  refused({"exstorage", "--targets", targets_file()}, "--sip-uri");
  refused({"exstorage", "--targets", targets_file(), "--sip-uri", "ken"}, "write sip:user@domain");
  refused({"exstorage", "--targets", targets_file(), "--sip-uri", user}, "name one with --target");
  refused({"exstorage", "--targets", targets_file(), "--sip-uri", user, "-t", "none"},
          "no target 'none'");
  refused({"exstorage", "--targets", targets_file(), "--sip-uri", user, "--folder", "Drafts"},
          "Dumpster");
  refused({"exstorage", "--targets", path("none.json"), "--sip-uri", user}, "none.json");
}

TEST_F(History, AnUnknownUserIsToldApartFromAnUnknownApplication) {
  serve();
  const Finished done =
      s2sconform({"exstorage", "--sip-uri", "sip:nobody@litwareinc.com", "--targets",
                  targets_file(), "--state", path("state"), "--delete-item"});
  EXPECT_EQ(done.status, 1);
  EXPECT_THAT(done.out, HasSubstr("does not know the user"));
  EXPECT_THAT(done.out, Not(HasSubstr("onboard")));
}

TEST_F(History, WithoutAFolderToNoteItemsInNothingIsWritten) {
  serve();
  const std::string file = folder_.write("file", "x").string();
  const Finished done = s2sconform({"exstorage", "--sip-uri", user, "--targets", targets_file(),
                                    "--state", file + "/state", "--delete-item"});
  EXPECT_EQ(done.status, 3);
  EXPECT_THAT(done.out, HasSubstr("nothing is written into a mailbox that is not noted first"));
  EXPECT_EQ(items(), "ok 0");
}

TEST_F(History, AReadOnlyRunWritesNothingAndSaysWhatItLeftOut) {
  serve();
  EXPECT_EQ(lab_->command("hold " + std::string(target) + " 1000000 before"), "ok");
  EXPECT_EQ(s2sconform(run_arguments({"--read-only"})).status, 0);
  EXPECT_THAT(all_archives(path("results")), Not(HasSubstr("CreateItem")));
  std::size_t left_out = 0, passed = 0;
  const json result = results();
  for (const json& verdict : result.at("verdicts")) {
    left_out += std::string(verdict.at("reason")).find("read-only") != std::string::npos ? 1 : 0;
    passed += verdict.at("outcome") == "pass" ? 1 : 0;
  }
  EXPECT_GT(left_out, 30u);
  EXPECT_GT(passed, 10u);
}

TEST_F(History, ATargetWithoutMailboxIsNotWrittenTo) {
  serve();
  json file = json::parse(read_file(targets_file()));
  for (json& each : file.at("targets")) each.erase("mailbox");
  const std::string changed = folder_.write("lab/changed.json", file.dump()).string();
  const Finished done = s2sconform({"run", changed, "--quiet", "-s", "history", "-o",
                                    path("results"), "--state", path("state")});
  EXPECT_EQ(done.status, 3);
  EXPECT_THAT(all_archives(path("results")), Not(HasSubstr("CreateItem")));
  EXPECT_THAT(std::string(results().at("verdicts").at(0).at("reason")), HasSubstr("\"mailbox\""));
}

TEST_F(History, CleanupLeavesARunThatIsUnderWayAlone) {
  serve();
  EXPECT_EQ(lab_->command("hold " + std::string(target) + " 1 after"), "ok");
  Arguments arguments = exstorage_arguments({"--delete-item"});
  arguments.insert(arguments.begin(), program("s2sconform").string());
  BackgroundProgram run(arguments);
  EXPECT_EQ(lab_->announcement(), "held");
  const Finished done = cleanup();
  EXPECT_EQ(done.status, 3);
  EXPECT_THAT(done.out, HasSubstr("in use"));
  EXPECT_EQ(items(), "ok 1");
  run.signal(SIGTERM);
  EXPECT_EQ(run.wait(), 130);
  EXPECT_EQ(items(), "ok 0");
}

TEST_F(History, CleanupSaysWhatItCannotDoAndKeepsItsNotes) {
  serve();
  EXPECT_EQ(exstorage({}).status, 0);
  const std::string other =
      folder_
          .write("other.json",
                 R"({"targets":[{"name":"a","product":"exchange","version":"2019",
      "base_urls":{"metadata":"https://a.example"},"realm":"a.example"}]})")
          .string();
  const Finished done = cleanup({other});
  EXPECT_EQ(done.status, 3);
  EXPECT_THAT(done.out, HasSubstr("no such target"));
  EXPECT_EQ(cleanup().status, 0);
  EXPECT_EQ(items(), "ok 0");
}

TEST_F(History, WhatALiarDoesNotDeleteIsSaidAndKept) {
  serve({"--fault", "mailbox-delete-does-nothing"});
  const std::string liar = "exchange-2019.fault.mailbox-delete-does-nothing";
  const Finished done = exstorage({"--delete-item"});
  EXPECT_EQ(done.status, 1);
  EXPECT_THAT(done.out, HasSubstr("the item is still there"));
  EXPECT_THAT(done.err, HasSubstr("1 items may be left in the mailbox of kenmyer@litwareinc.com"));
  EXPECT_EQ(items(liar), "ok 1");
  const Finished cleaned = cleanup();
  EXPECT_EQ(cleaned.status, 3);
  EXPECT_THAT(cleaned.out, HasSubstr("1 left"));
}

// Every end of a run, at every request to the mailbox, before the server has carried it out and
// after that.
struct End {
  const char* when;
  int signal;

  friend void PrintTo(const End& end, std::ostream* out) {
    *out << (end.signal == SIGKILL ? "SIGKILL " : "SIGTERM ") << end.when;
  }
};

class EveryEnd : public History, public testing::WithParamInterface<End> {
 protected:
  void expect_nothing_left(int status, unsigned request) {
    if (GetParam().signal == SIGKILL) {
      EXPECT_EQ(status, 128 + SIGKILL);
      const Finished cleaned = cleanup();
      EXPECT_EQ(cleaned.status, 0) << cleaned.out << cleaned.err;
    } else {
      EXPECT_EQ(status, 130);
      EXPECT_THAT(cleanup({"--dry-run"}).out, HasSubstr("Nothing is left"))
          << "the run itself has taken back what it had written";
    }
    EXPECT_EQ(items(), "ok 0") << "request " << request;
  }
};

TEST_P(EveryEnd, OfExstorageLeavesNothing) {
  serve();
  constexpr unsigned requests = 4;  // create, read, delete, read again
  for (unsigned request = 1; request <= requests; ++request) {
    const int status = signal_at(request, GetParam().when, GetParam().signal,
                                 exstorage_arguments({"--delete-item"}));
    expect_nothing_left(status, request);
  }
}

TEST_P(EveryEnd, OfOneItemsWayLeavesNothing) {
  serve();
  const Arguments one{"-r", "history.delete-again"};
  const unsigned requests = requests_of_run(one);
  ASSERT_GT(requests, 10u);
  for (unsigned request = 1; request <= requests; ++request) {
    const int status = signal_at(request, GetParam().when, GetParam().signal, run_arguments(one));
    expect_nothing_left(status, request);
  }
}

TEST_P(EveryEnd, OfTheWholeSuiteLeavesNothing) {
  serve();
  const unsigned requests = requests_of_run({});
  constexpr unsigned moments = 6;
  for (unsigned moment = 1; moment <= moments; ++moment) {
    const unsigned request = requests * moment / (moments + 1);
    const int status = signal_at(request, GetParam().when, GetParam().signal, run_arguments({}));
    expect_nothing_left(status, request);
  }
}

INSTANTIATE_TEST_SUITE_P(Ends, EveryEnd,
                         testing::Values(End{"before", SIGKILL}, End{"after", SIGKILL},
                                         End{"before", SIGTERM}, End{"after", SIGTERM}),
                         [](const auto& end) {
                           return std::string(end.param.signal == SIGKILL ? "Killed" : "Stopped") +
                                  (std::string(end.param.when) == "before" ? "Before" : "After");
                         });

}  // namespace
}  // namespace s2sconform::test
