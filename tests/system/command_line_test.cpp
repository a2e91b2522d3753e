// The program from outside: exit statuses, bad input, what is written and what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/loopback_server.h"
#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* target =
    R"("product":"exchange","version":"2019","base_urls":{"metadata":"https://a.example"},"realm":"a.example")";

class CommandLine : public ProgramTest {
 protected:
  std::string targets_file(const std::string& text) {
    return folder_.write("targets.json", text).string();
  }
  // Beside the lab's own, which names files by their place there.
  static std::string beside(const Lab& lab, const std::string& text) {
    const std::filesystem::path file = lab.targets_file().parent_path() / "changed.json";
    std::ofstream(file) << text;
    return file.string();
  }
  std::string one_target(const std::string& more = "") {
    return targets_file(std::string("{\"targets\":[{\"name\":\"one\",") + target + more + "}]}");
  }
  std::string output() const { return (folder_.path() / "results").string(); }

  // Bad input: status 2, one line that says `words`, and nothing written.
  void expect_refused(const std::vector<std::string>& arguments, const std::string& words) {
    const Finished run = s2sconform(arguments);
    EXPECT_EQ(run.status, 2) << words;
    EXPECT_THAT(run.err, AllOf(HasSubstr(words), testing::StartsWith("s2sconform: ")));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(output())) << "nothing half-written";
  }
  void expect_file_refused(const std::string& file, const std::string& words) {
    expect_refused({"run", file, "--output", output()}, words);
  }
};

TEST_F(CommandLine, RefusesABadTargetsFile) {
  expect_file_refused(folder_.path() / "none.json", "none.json: No such file or directory");
  expect_file_refused(folder_.path(), "is a folder");
  expect_file_refused(targets_file(""), "targets.json:1:1: the file is empty");
  expect_file_refused(targets_file("{\n  \"targets\": [,]\n}"), "targets.json:2:15: not JSON");
  expect_file_refused(one_target(",\"relam\":\"x\""), "unknown key 'relam'; did you mean 'realm'?");
  expect_file_refused(one_target(",\"nodes\":7"), "expected an array, got a number");
  expect_file_refused(targets_file(std::string("{\"targets\":[{\"name\":\"One\",") + target +
                                   "},\n{\"name\":\"one\"," + target + "}]}"),
                      "targets.json:2:1: two targets have the name 'one'");
  expect_file_refused(one_target(",\"ca_file\":\"none.pem\""),
                      "no CA certificate can be read from");
  expect_file_refused(one_target(",\"headers\":{\"X-Key\":{\"environment\":\"S2S_NOT_SET\"}}"),
                      "the environment variable S2S_NOT_SET is not set");
}

TEST_F(CommandLine, RefusesAnUnknownProductOrVersion) {
  const std::string file = targets_file(
      R"({"targets":[{"name":"one","product":"exchnage","version":"2019",
          "base_urls":{"metadata":"https://a.example"},"realm":"a.example"}]})");
  expect_file_refused(
      file,
      "targets.json:1:13: target 'one': no plugin for the product 'exchnage'; did you mean "
      "'exchange'?");
  expect_file_refused(
      targets_file(R"({"targets":[{"name":"one","product":"exchange","version":"2091",
          "base_urls":{"metadata":"https://a.example"},"realm":"a.example"}]})"),
      "the product 'exchange' has no version '2091'; did you mean '2019'?");
}

TEST_F(CommandLine, RefusesAnOutputFolderThatCannotBeWritten) {
  const std::string in_the_way = folder_.write("results", "a file").string();
  const Finished run = s2sconform({"run", one_target(), "--output", in_the_way});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr(in_the_way));
  EXPECT_EQ(read_file(in_the_way), "a file");
  EXPECT_EQ(s2sconform({"run", one_target(), "--output", "/proc/none/results"}).status, 2);
}

TEST_F(CommandLine, RefusesUnknownOptionsAndPatterns) {
  expect_refused({"run", "--otput", "x"}, "--otput");
  expect_refused({}, "subcommand is required");
  expect_refused({"rnu"}, "rnu");
  expect_refused({"run", one_target(), "-o", output(), "--suite", "metadat"},
                 "option --suite: no suite matches 'metadat'; did you mean 'metadata'?");
  expect_refused({"run", one_target(), "-o", output(), "--requirement", "metadata.serve"},
                 "did you mean 'metadata.served'?");
  expect_refused({"run", one_target(), "-o", output(), "--target", "two"},
                 "no target matches 'two'");
  expect_refused({"run", one_target(), "-o", output(), "--plugin", "/none.so"}, "/none.so");
}

TEST_F(CommandLine, HelpHasExamplesAndIsNoError) {
  for (const auto& arguments :
       {std::vector<std::string>{"--help"}, {"run", "--help"}, {"list", "--help"}}) {
    const Finished help = s2sconform(arguments);
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.out, HasSubstr("Examples:"));
    EXPECT_THAT(help.err, IsEmpty());
  }
  EXPECT_THAT(s2sconform({"--version"}).out, testing::StartsWith("s2sconform "));
}

TEST_F(CommandLine, ListShowsWhatThereIs) {
  EXPECT_THAT(s2sconform({"list", "products"}).out,
              AllOf(HasSubstr("exchange"), HasSubstr("lync"), HasSubstr("sharepoint")));
  EXPECT_THAT(s2sconform({"list", "suites"}).out, HasSubstr("Authentication metadata document"));
  EXPECT_THAT(s2sconform({"list", "requirements"}).out,
              AllOf(HasSubstr("metadata.x5t-matches"), HasSubstr("RFC 7515 section 4.1.7")));
  EXPECT_THAT(s2sconform({"list", "faults"}).out, HasSubstr("certificate-expired"));
  const Finished coverage = s2sconform({"list", "coverage"});
  EXPECT_EQ(coverage.status, 0) << coverage.err;
  EXPECT_THAT(coverage.out, HasSubstr("requirements are proven able to fail"));
}

TEST_F(CommandLine, ExitStatusesOfAConformingAndAFailingRun) {
  const Lab lab(folder_.path() / "lab",
                {"--persona", "exchange-2019", "--fault", "certificate-expired"});
  const auto run = [&](const std::string& name) {
    return s2sconform({"run", lab.targets_file(), "-o", output(), "--target", name});
  };
  const Finished conforming = run("exchange-2019");
  EXPECT_EQ(conforming.status, 0) << conforming.out << conforming.err;
  EXPECT_THAT(conforming.out, HasSubstr("Result: conforms"));
  EXPECT_THAT(conforming.out, Not(HasSubstr("\x1b"))) << "plain where it is no terminal";
  const Finished failing = run("exchange-2019.fault.certificate-expired");
  EXPECT_EQ(failing.status, 1);
  EXPECT_THAT(failing.out,
              AllOf(HasSubstr("metadata.certificate-current"), HasSubstr("what to do")));
}

TEST_F(CommandLine, AServerThatIsNotThereIsAnError) {
  const std::string file = one_target(
      ",\"resolve\":{\"a.example:443\":\"127.0.0.1:1\",\"a.example:80\":\"127.0.0.1:1\"}");
  const Finished run = s2sconform({"run", file, "-o", output()});
  EXPECT_EQ(run.status, 3);
  EXPECT_THAT(run.out, HasSubstr("could not be judged"));
}

TEST_F(CommandLine, FiltersOfOtherTestsDoNotReachARun) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  const Finished run = s2sconform({"run", lab.targets_file(), "-o", output(), "-s", "metadata"},
                                  {{"GTEST_FILTER", "Nothing.*"},
                                   {"GTEST_TOTAL_SHARDS", "4"},
                                   {"GTEST_SHARD_INDEX", "3"},
                                   {"http_proxy", "http://127.0.0.1:1"},
                                   {"https_proxy", "http://127.0.0.1:1"}});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  const auto results = nlohmann::json::parse(read_file(output() + "/results.json"));
  EXPECT_GT(results.at("verdicts").size(), 40u);
}

TEST_F(CommandLine, OnlyWhatIsSelectedIsJudgedAndAsked) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  const Finished run =
      s2sconform({"run", lab.targets_file(), "-o", output(), "-r", "metadata.served", "-q"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(read_file(output() + "/results.json")).at("verdicts").size(), 1u);
  const auto har = nlohmann::json::parse(read_file(output() + "/har/exchange-2019.har"));
  EXPECT_EQ(har.at("log").at("entries").size(), 1u);
}

TEST_F(CommandLine, ASecretHeaderStandsInNoReport) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  auto targets = nlohmann::json::parse(read_file(lab.targets_file()));
  targets["targets"][0]["headers"] = {{"X-Key", {{"environment", "S2S_TEST_KEY"}}}};
  const Finished run = s2sconform({"run", beside(lab, targets.dump()), "-o", output()},
                                  {{"S2S_TEST_KEY", "marked-secret-4711"}});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  const std::string all = run.out + run.err + all_files(output());
  EXPECT_THAT(all, Not(HasSubstr("marked-secret-4711")));
  EXPECT_THAT(all, HasSubstr("X-Key"));
}

TEST_F(CommandLine, ABadCertificateIsJudgedBesideASecretHeader) {
  const Lab lab(folder_.path() / "lab", {"--fault", "tls-unknown-authority"});
  auto targets = nlohmann::json::parse(read_file(lab.targets_file()));
  targets["targets"][0]["headers"] = {{"X-Key", {{"environment", "S2S_TEST_KEY"}}}};
  const Finished run =
      s2sconform({"run", beside(lab, targets.dump()), "-o", output(), "-s", "transport"},
                 {{"S2S_TEST_KEY", "marked-secret-4711"}});
  EXPECT_EQ(run.status, 1) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("FAIL  transport.chain"), Not(HasSubstr("ERROR"))));
}

TEST_F(CommandLine, PlainHttpGoesWhereHttpsIsSent) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  auto targets = nlohmann::json::parse(read_file(lab.targets_file()));
  auto& resolve = targets["targets"][0]["resolve"];
  for (const std::string host : {"autodiscover", "mail"}) {
    resolve.erase(host + ".litwareinc.com:80");
  }
  const Finished run = s2sconform({"run", beside(lab, targets.dump()), "-o", output()});
  EXPECT_THAT(run.status, testing::AnyOf(0, 1))
      << "port 80 of this machine, and never the real name";
  const std::string evidence = all_archives(output());
  EXPECT_THAT(evidence, Not(HasSubstr("host not found")));
}

TEST_F(CommandLine, AProxyThatRefusesIsNotTheServersFault) {
  const LoopbackServer proxy([](const std::string&) {
    return "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
  });
  const std::string file = one_target(",\"proxy\":{\"url\":\"http://" + proxy.address() + "\"}");
  const Finished run = s2sconform({"run", file, "-o", output(), "-q", "-r", "metadata.*", "-r",
                                   "transport.tls*", "-r", "transport.*-refused"});
  EXPECT_EQ(run.status, 3) << run.err;
  const auto results = nlohmann::json::parse(read_file(output() + "/results.json"));
  for (const auto& verdict : results.at("verdicts")) {
    EXPECT_THAT(std::string(verdict.at("outcome")), testing::AnyOf("error", "skip"))
        << verdict.at("requirement");
  }
}

TEST_F(CommandLine, AnOptionTakesOneValue) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  const Finished run = s2sconform({"run", "-o", output(), "-q", "-t", "exchange-2019", "-r",
                                   "metadata.served", lab.targets_file()});
  EXPECT_EQ(run.status, 0) << run.err;
}

}  // namespace
}  // namespace s2sconform::test
