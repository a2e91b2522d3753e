// Every command and every way to fail, with secrets that are marked: no mark stands in any output,
// in any file that was written, or where other processes can look.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/secret_marks.h"

namespace s2sconform::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using Arguments = std::vector<std::string>;

constexpr const char* lab_target = "exchange-2019";
constexpr const char* user = "sip:kenmyer@litwareinc.com";
// Characters that URLs, JSON and base64 write in another way stand in them.
constexpr const char* header_secret = "marked+header/secret=4711";
constexpr const char* cookie_secret = "session=marked-cookie-4712";
constexpr const char* password = "marked \"pass\" word/4713";
constexpr const char* client_secret = "marked/client+secret&4714";
constexpr const char* proxy_password = "marked-proxy-password-4715";

// What the lab and the echoing server are told to be, with all kinds of secrets.
class Stage {
 public:
  Stage() {
    fs::create_directories(inputs());
    fs::create_directories(outputs() / "tmp");
    lab_.emplace(inputs() / "lab",
                 Arguments{"--persona", lab_target, "--persona", "sharepoint-2019", "--fault",
                           "token-echoed", "--fault", "token-server-echoes-secret"});
    for (const auto& entry : fs::directory_iterator(inputs() / "lab")) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".key.pem")) marks_.add_private_key(name, read_file(entry.path()));
    }
    marks_.add("the lab's client secret", read_file(inputs() / "lab/harness.client_secret"));
    marks_.add("header", header_secret);
    marks_.add("cookie", cookie_secret);
    marks_.add("password", password);
    marks_.add("client secret", client_secret);
    marks_.add("proxy password", proxy_password);
    write("cookie.txt", cookie_secret);
    write("password.txt", std::string(password) + "\n");
    make_keys();
    echo_.emplace(Arguments{"/usr/bin/python3",
                            (source_folder() / "tests/system/echoing_server.py").string(),
                            input("echo.pem"), input("echo.key"), input("seen")});
    port_ = echo_->read_line();
    if (port_.empty()) throw std::runtime_error("the echoing server did not start");
    write("targets.json", targets().dump(1));
  }

  fs::path inputs() const { return folder_.path() / "inputs"; }
  fs::path outputs() const { return folder_.path() / "outputs"; }
  std::string input(const std::string& name) const { return (inputs() / name).string(); }
  std::string output(const std::string& name) const { return (outputs() / name).string(); }
  Lab& lab() { return *lab_; }
  SecretMarks& marks() { return marks_; }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(inputs() / name, std::ios::binary) << text;
    fs::permissions(inputs() / name, fs::perms::owner_read | fs::perms::owner_write);
  }

  // All places where the program may write by itself lie below outputs().
  std::map<std::string, std::string> environment() const {
    return {{"MARKED_HEADER", header_secret},
            {"MARKED_PASSWORD", password},
            {"MARKED_SECRET", client_secret},
            {"MARKED_PROXY", proxy_password},
            {"HOME", output("home")},
            {"XDG_STATE_HOME", output("xdg-state")},
            {"XDG_CACHE_HOME", output("xdg-cache")},
            {"TMPDIR", output("tmp")}};
  }

  // The lab's targets and those of the echoing server, each with secret headers.
  json targets() const {
    json file = json::parse(read_file(inputs() / "lab/targets.json"));
    for (json& identity : file["identities"]) {
      for (auto& [key, value] : identity.items()) {
        if (key.ends_with("_file")) value = "lab/" + value.get<std::string>();
      }
      if (identity.contains("client_secret")) {
        identity["client_secret"]["file"] = "lab/harness.client_secret";
      }
    }
    for (const auto& [name, key] :
         {std::pair("sealed", json{{"pkcs12_file", "sealed.pfx"}}),
          {"sealed-pem", json{{"key_file", "sealed.key"},
                              {"certificate_file", "lab/harness.certificate.pem"}}}}) {
      json identity = key;
      identity.update({{"name", name},
                       {"application_id", "0000000b-0000-0ff1-ce00-000000000000"},
                       {"metadata_url", "https://partner.litwareinc.com/metadata/json/1"},
                       {"password", {{"environment", "MARKED_PASSWORD"}}},
                       {"client_secret", {{"environment", "MARKED_SECRET"}}}});
      file["identities"].push_back(identity);
    }
    for (json& target : file["targets"]) target["ca_file"] = "lab/ca.pem";
    const json echo = {
        {"realm", "litwareinc.com"},
        {"ca_file", "echo.pem"},
        {"base_urls", {{"metadata", "https://echo.example"}}},
        {"resolve", {{"echo.example:443", "127.0.0.1:" + port_}}},
        {"requests_per_second", 1000},
        {"user",
         {{"upn", "a@litwareinc.com"}, {"smtp", "a@litwareinc.com"}, {"sip", "a@litwareinc.com"}}}};
    const auto add = [&](const char* name, const char* product, const char* version,
                         const json& more) {
      json target = echo;
      target.update({{"name", name}, {"product", product}, {"version", version}});
      target.update(more);
      file["targets"].push_back(target);
    };
    add("echo-exchange", "exchange", "2019",
        {{"identity", "sealed"},
         {"mailbox", {{"allowed_domains", {"*.example"}}}},
         {"registrations",
          json::array({{{"identity", "sealed"}, {"linked_account_roles", {"UserApplication"}}}})}});
    add("echo-sharepoint", "sharepoint", "2019", {{"identity", "sealed-pem"}});
    add("echo-sts", "token-server", "1",
        {{"identity", "sealed"}, {"relying_party", "echo-exchange"}});
    add("silent", "lync", "skype-for-business-2019",
        {{"identity", "sealed"},
         {"registrations",
          json::array({{{"identity", "sealed"}, {"application_trust_level", "Full"}}})},
         {"proxy",
          {{"url", "http://127.0.0.1:1"},
           {"user", "u"},
           {"password", {{"environment", "MARKED_PROXY"}}}}}});
    for (json& target : file["targets"]) {
      target["headers"] = {{"X-Api-Key", {{"environment", "MARKED_HEADER"}}},
                           {"Cookie", {{"file", "cookie.txt"}}}};
    }
    return file;
  }

  // The tokens that the echoing server was sent become marks by their signatures, nested ones too.
  void mark_tokens_that_were_sent() { mark_tokens_in(read_file(inputs() / "seen")); }
  std::size_t tokens() const { return signatures_.size(); }

 private:
  void make_keys() const {
    const auto openssl = [](const Arguments& arguments) {
      Arguments all{"openssl"};
      all.insert(all.end(), arguments.begin(), arguments.end());
      const Finished done = run_program(all);
      if (done.status != 0) throw std::runtime_error("openssl: " + done.err);
    };
    openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", input("echo.key"), "-out",
             input("echo.pem"), "-days", "30", "-subj", "/CN=echo.example", "-addext",
             "subjectAltName=DNS:echo.example"});
    const std::string key = input("lab/harness.key.pem");
    openssl({"pkcs12", "-export", "-in", input("lab/harness.certificate.pem"), "-inkey", key,
             "-out", input("sealed.pfx"), "-passout", "file:" + input("password.txt")});
    openssl({"pkcs8", "-topk8", "-in", key, "-out", input("sealed.key"), "-passout",
             "file:" + input("password.txt")});
    for (const char* name : {"sealed.pfx", "sealed.key", "echo.key"}) {
      fs::permissions(inputs() / name, fs::perms::owner_read | fs::perms::owner_write);
    }
  }

  void mark_tokens_in(const std::string& text) {
    const std::string characters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    for (std::size_t at = 0; (at = text.find("ey", at)) != text.npos;) {
      const std::size_t end = std::min(text.find_first_not_of(characters, at), text.size());
      const std::string token = text.substr(at, end - at);
      at = end;
      const std::size_t claims = token.find('.');
      const std::size_t signature = token.rfind('.');
      if (claims == token.npos || claims == signature) continue;
      mark_tokens_in(decoded(token.substr(claims + 1, signature - claims - 1)));
      const std::string signed_with = token.substr(signature + 1);
      constexpr std::size_t shortest = 40;  // what is shorter is no signature of a key
      if (signed_with.size() >= shortest && signatures_.insert(signed_with).second) {
        marks_.add("the signature of token " + std::to_string(signatures_.size()), signed_with);
      }
    }
  }

  static std::string decoded(const std::string& base64url) {
    std::string text;
    unsigned bits = 0, count = 0;
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const char character : base64url) {
      bits = bits << 6 | static_cast<unsigned>(digits.find(character));
      count += 6;
      if (count >= 8) text += static_cast<char>(bits >> (count -= 8) & 0xFFu);
    }
    return text;
  }

  TemporaryFolder folder_;
  std::optional<Lab> lab_;
  std::optional<BackgroundProgram> echo_;
  std::string port_;
  SecretMarks marks_;
  std::set<std::string> signatures_;
};

class Secrets : public testing::Test {
 protected:
  static void SetUpTestSuite() { stage_ = new Stage; }
  static void TearDownTestSuite() {
    delete stage_;
    stage_ = nullptr;
  }

  // Runs the program to its end and looks for marks in what it printed.
  Finished s2sconform(const Arguments& arguments, std::map<std::string, std::string> changes = {}) {
    Arguments all{program("s2sconform").string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    for (const auto& [name, value] : stage_->environment()) changes.try_emplace(name, value);
    const Finished finished = run_program(all, changes);
    expect_no_mark(finished.out, "standard output of " + arguments.front());
    expect_no_mark(finished.err, "standard error of " + arguments.front());
    return finished;
  }

  static void expect_no_mark(const std::string& text, const std::string& what) {
    EXPECT_THAT(stage_->marks().found_in(text), IsEmpty()) << what;
  }

  static void expect_no_mark_in_files(const fs::path& folder = stage_->outputs()) {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      ++files;
      // An identity's own key is what its file is for.
      if (entry.path().filename().string().ends_with(".key.pem")) continue;
      expect_no_mark(read_file(entry.path()), entry.path().string());
      expect_no_mark(entry.path().string(), "the name of " + entry.path().string());
    }
    EXPECT_GT(files, 0u);
  }

  std::string targets_file() const { return stage_->input("targets.json"); }
  std::string input(const std::string& name) const { return stage_->input(name); }
  std::string output(const std::string& name) const { return stage_->output(name); }

  static Stage* stage_;
};

Stage* Secrets::stage_ = nullptr;

TEST_F(Secrets, MarksAreFoundHoweverTheyAreWritten) {
  SecretMarks marks;
  marks.add("one", "a secret/+\xC3\xA4");
  for (const char* text :
       {"x a secret/+\xC3\xA4 y", "x a%20secret%2F%2B%C3%A4", "x a%20secret%2f%2b%c3%a4",
        "\"a secret\\/+\xC3\xA4\"", "61207365637265742f2bc3a4", "61207365637265742F2BC3A4",
        "YSBzZWNyZXQvK8Okeno=", "eGEgc2VjcmV0LyvDpHp6",
        "eHhhIHNlY3JldC8rw6R6eg==", "eHhhIHNlY3JldC8rw6R6eg"}) {
    EXPECT_THAT(marks.found_in(text), testing::ElementsAre("one")) << text;
  }
  EXPECT_THAT(marks.found_in("a secret"), IsEmpty());
}

TEST_F(Secrets, ARunItsRecordAndAllThatIsMadeOfIt) {
  const Finished run = s2sconform({"run", targets_file(), "-o", output("a"), "--require"});
  EXPECT_EQ(run.status, 1) << run.err;
  EXPECT_EQ(s2sconform({"run", targets_file(), "-o", output("b"), "--color", "always",
                        "--record-baseline", output("baseline.json"), "--reason", "r", "--owner",
                        "o", "--url", "https://tracker.example/1"})
                .status,
            1);
  // The server was told what is looked for: the test would see it.
  const std::string seen = read_file(input("seen"));
  const std::vector<std::string> told = stage_->marks().found_in(seen);
  for (const char* name : {"header", "cookie", "client secret"}) {
    EXPECT_THAT(told, testing::Contains(name));
  }
  stage_->mark_tokens_that_were_sent();
  EXPECT_GT(stage_->tokens(), 5u);
  expect_no_mark(run.out + run.err, "the run, looked at with the tokens that were sent");

  EXPECT_NE(s2sconform({"judge", "--evidence", output("a"), "-o", output("judged")}).status, 2);
  EXPECT_NE(s2sconform({"compare", output("a"), output("b"), "-o", output("compared")}).status, 2);
  EXPECT_EQ(s2sconform({"waive", output("a"), "--waivers", output("waivers.json"), "--reason", "r",
                        "--owner", "o", "--url", "https://tracker.example/1"})
                .status,
            0);
  EXPECT_NE(s2sconform({"run", targets_file(), "-t", "echo-*", "-o", output("waived"), "--waivers",
                        output("waivers.json")})
                .status,
            2);
  stage_->mark_tokens_that_were_sent();
  expect_no_mark_in_files();
}

TEST_F(Secrets, TheOtherCommands) {
  for (const char* target : {lab_target, "echo-exchange"}) {
    for (const char* form : {"--verbose", "--json"}) {
      const Finished done = s2sconform({"exstorage", "--sip-uri", user, "--targets", targets_file(),
                                        "-t", target, "--delete-item", "--verbose", form});
      EXPECT_EQ(done.status == 0, target == std::string(lab_target)) << done.out << done.err;
    }
  }
  for (const char* option : {"--check", "--undo", ""}) {
    for (const auto& [product, target] :
         {std::pair("exchange", lab_target), {"exchange", "echo-exchange"}, {"lync", "silent"}}) {
      Arguments arguments{"onboard", product, "--targets", targets_file(), "-t", target};
      if (*option) arguments.push_back(option);
      const Finished done = s2sconform(arguments);
      EXPECT_NE(done.status, 2) << done.err;
    }
  }
  EXPECT_NE(s2sconform({"cleanup", targets_file(), "--dry-run"}).status, 2);
  EXPECT_NE(s2sconform({"cleanup", targets_file()}).status, 2);
  for (const char* what : {"products", "suites", "requirements", "faults", "coverage"}) {
    EXPECT_EQ(s2sconform({"list", what}).status, 0);
  }
  for (const char* command : {"run", "judge", "compare", "waive", "list", "inspect", "identity",
                              "onboard", "exstorage", "cleanup"}) {
    EXPECT_EQ(s2sconform({command, "--help"}).status, 0);
    EXPECT_EQ(s2sconform({command, "--no-such-option"}).status, 2);
  }
  stage_->mark_tokens_that_were_sent();
  expect_no_mark_in_files();
}

TEST_F(Secrets, AnIdentityAndItsTokens) {
  EXPECT_EQ(s2sconform({"identity", "new", "--output", output("sealed"), "--pkcs12",
                        input("sealed.pfx"), "--password-environment", "MARKED_PASSWORD"})
                .status,
            0);
  EXPECT_EQ(s2sconform({"identity", "new", "--output", output("sealed-pem"), "--key",
                        input("sealed.key"), "--certificate", input("lab/harness.certificate.pem"),
                        "--password-file", input("password.txt")})
                .status,
            0);
  EXPECT_EQ(s2sconform({"identity", "new", "--output", output("sealed"), "--next"}).status, 0);
  EXPECT_EQ(s2sconform({"identity", "show", "--identity", output("sealed")}).status, 0);
  const std::string signature = "bWFya2VkLXNpZ25hdHVyZS00NzE2LW9mLWEtdG9rZW4";
  stage_->marks().add("the signature of the token that is inspected", signature);
  stage_->write("token.txt",
                "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0." + signature + "\n");
  EXPECT_EQ(s2sconform({"inspect", "token", input("token.txt")}).status, 1);
  // A key where a token is expected, and a token where a key is.
  EXPECT_NE(s2sconform({"inspect", "token", input("lab/harness.key.pem")}).status, 0);
  EXPECT_EQ(s2sconform({"identity", "new", "--output", output("none"), "--key", input("token.txt"),
                        "--certificate", input("lab/harness.certificate.pem")})
                .status,
            2);
  expect_no_mark_in_files();
}

TEST_F(Secrets, WhatCannotBeReadOrIsWrong) {
  const auto run_with = [&](const std::function<void(json&)>& change) {
    json targets = stage_->targets();
    change(targets);
    stage_->write("changed.json", targets.dump());
    return s2sconform({"run", input("changed.json"), "-o", output("wrong")});
  };
  const auto identity = [](json& targets) -> json& {
    return *std::find_if(targets["identities"].begin(), targets["identities"].end(),
                         [](const json& each) { return each["name"] == "sealed"; });
  };
  EXPECT_EQ(run_with([&](json& targets) {
              identity(targets)["password"] = {{"environment", "MARKED_SECRET"}};
            }).status,
            2);
  EXPECT_EQ(run_with([&](json& targets) { identity(targets)["password"] = password; }).status, 2);
  EXPECT_EQ(
      run_with([&](json& targets) { identity(targets)["client_secret"] = client_secret; }).status,
      2);
  EXPECT_EQ(
      run_with([&](json& targets) { identity(targets)["pkcs12_file"] = "password.txt"; }).status,
      2);
  EXPECT_EQ(run_with([&](json& targets) { identity(targets)["pkcs12_file"] = "lab"; }).status, 2);
  EXPECT_EQ(run_with([&](json& targets) {
              targets["targets"][0]["headers"]["Cookie"] = cookie_secret;
            }).status,
            2);
  EXPECT_EQ(run_with([&](json& targets) {
              targets["targets"][0]["headers"]["X"] = {{"file", "lab"}};
            }).status,
            2);
  // A key that is cut off, and files that are secrets and no JSON.
  const std::string key = read_file(input("lab/harness.key.pem"));
  stage_->write("cut.key", key.substr(0, key.size() - 200));
  EXPECT_EQ(
      run_with([&](json& targets) { targets["identities"][0]["key_file"] = "cut.key"; }).status, 2);
  for (const std::string& file :
       {input("lab/harness.key.pem"), input("password.txt"), input("sealed.pfx")}) {
    EXPECT_EQ(s2sconform({"run", file, "-o", output("wrong")}).status, 2);
    EXPECT_EQ(s2sconform({"run", targets_file(), "-o", output("wrong"), "--waivers", file}).status,
              2);
    EXPECT_EQ(s2sconform({"compare", file, file}).status, 2);
  }
  EXPECT_EQ(s2sconform({"identity", "new", "--output", output("none"), "--pkcs12",
                        input("sealed.pfx"), "--password-environment", "MARKED_SECRET"})
                .status,
            2);
  const Finished unset =
      s2sconform({"run", targets_file(), "-o", output("wrong")}, {{"MARKED_HEADER", ""}});
  EXPECT_EQ(unset.status, 2);
  EXPECT_THAT(unset.err, HasSubstr("MARKED_HEADER"));
}

// What other processes can see of it, while it holds everything, and what is left when it is ended.
TEST_F(Secrets, AProgramThatIsStoppedOrKilled) {
  for (const int number : {SIGTERM, SIGKILL}) {
    ASSERT_EQ(stage_->lab().command(std::string("hold ") + lab_target + " 5 before"), "ok");
    const std::string folder = output("ended-by-" + std::to_string(number));
    fs::create_directories(folder);
    BackgroundProgram run({"/bin/sh", "-c", "exec \"$@\" >\"$0/out\" 2>\"$0/err\"", folder,
                           program("s2sconform").string(), "run", targets_file(), "-t", lab_target,
                           "-s", "history", "-o", folder + "/results"},
                          stage_->environment());
    ASSERT_EQ(stage_->lab().announcement(), "held");
    const std::string process = "/proc/" + std::to_string(run.pid());
    ASSERT_THAT(read_file(process + "/cmdline"), HasSubstr("history"))
        << "it is the program itself";
    expect_no_mark(read_file(process + "/cmdline"), "the process list");
    expect_no_mark(read_file(process + "/environ"), "the environment that /proc shows");
    EXPECT_THAT(read_file(process + "/environ"), HasSubstr("XDG_STATE_HOME=")) << "and it is shown";
    const std::string limits = read_file(process + "/limits");
    const std::string core = "Max core file size";
    std::istringstream values(limits.substr(limits.find(core) + core.size()));
    std::string soft, hard;
    values >> soft >> hard;
    EXPECT_EQ(soft + " " + hard, "0 0");
    run.signal(number);
    EXPECT_EQ(run.wait(), number == SIGKILL ? 128 + SIGKILL : 130);
    expect_no_mark_in_files(folder);
  }
  EXPECT_EQ(s2sconform({"cleanup", targets_file()}).status, 0);
  expect_no_mark_in_files();
}

TEST_F(Secrets, WhatItStartsInheritsNone) {
  auto environment = stage_->environment();
  environment["S2SCONFORM_TEST_REPORT"] = output("environment");
  const Finished run = s2sconform(
      {"run", targets_file(), "-o", output("reported"), "--plugin", REPORTING_PLUGIN}, environment);
  EXPECT_EQ(run.status, 2) << run.out;
  EXPECT_THAT(run.err, HasSubstr("declines to serve"));
  EXPECT_THAT(read_file(output("environment")), HasSubstr("XDG_STATE_HOME="));
  expect_no_mark(read_file(output("environment")), "what a plugin finds while it is tried");
}

}  // namespace
}  // namespace s2sconform::test
