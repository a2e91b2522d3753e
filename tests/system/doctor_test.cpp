// "doctor": what it says of a healthy machine and lab, and of what can be wrong with each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/loopback_server.h"
#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

// A port of loopback that nothing listens on, and nobody else can take.
class DeadPort {
 public:
  DeadPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::getsockname(socket_, generic, &size) != 0) {
      throw std::runtime_error("no port");
    }
    port_ = ntohs(address.sin_port);
  }
  DeadPort(const DeadPort&) = delete;
  DeadPort& operator=(const DeadPort&) = delete;
  ~DeadPort() { ::close(socket_); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_;
  unsigned port_ = 0;
};

class Doctor : public ProgramTest {
 protected:
  // What it says as JSON; `status` is what it must end with.
  json examine(int status, std::vector<std::string> arguments,
               const std::map<std::string, std::string>& environment = {}) {
    arguments.insert(arguments.begin(), {"doctor", "--json"});
    const Finished run = s2sconform(arguments, environment);
    EXPECT_EQ(run.status, status) << run.out << run.err;
    const json said = json::parse(run.out, nullptr, false);
    EXPECT_FALSE(said.is_discarded()) << run.out;
    if (said.is_object()) {
      EXPECT_EQ(said.at("right"), status == 0);
    }
    return said;
  }
  // A target whose connections go to `address`.
  std::string targets_file(const std::string& address, const std::string& more = "") {
    return folder_
        .write(
            "targets.json",
            R"({"targets":[{"name":"one","product":"exchange","version":"2019","realm":"a.example",
                   "base_urls":{"metadata":"https://a.example"},"request_deadline_ms":1000,
                   "exchange_deadline_ms":1000,"resolve":{"a.example:443":")" +
                address + "\"}" + more + "}]}")
        .string();
  }
  static const json& target_of(const json& said, const std::string& name) {
    for (const json& target : said.at("targets")) {
      if (target.at("name") == name) return target;
    }
    throw std::runtime_error("no target " + name);
  }
  // "area: state found" of each diagnosis that is not right, a line each.
  static std::string not_right(const json& chapter) {
    std::string lines;
    for (const json& diagnosis : chapter.at("diagnoses")) {
      if (diagnosis.at("state") == "ok") continue;
      EXPECT_NE(diagnosis.at("remedy"), "") << diagnosis;
      lines += diagnosis.at("area").get<std::string>() + ": " +
               diagnosis.at("state").get<std::string>() + " " +
               diagnosis.at("found").get<std::string>() + "\n";
    }
    return lines;
  }
  static std::string found(const json& chapter, const std::string& area) {
    std::string lines;
    for (const json& diagnosis : chapter.at("diagnoses")) {
      if (diagnosis.at("area") == area) lines += diagnosis.at("found").get<std::string>() + "\n";
    }
    return lines;
  }
};

TEST_F(Doctor, FindsNothingWrongWithThisMachine) {
  const json said = examine(0, {});
  const json& machine = said.at("machine");
  EXPECT_THAT(found(machine, "installed"), AllOf(HasSubstr("s2sconform "), HasSubstr("libcurl "),
                                                 HasSubstr("OpenSSL "), HasSubstr("plugin API 1")));
  EXPECT_THAT(found(machine, "plugins"),
              AllOf(HasSubstr("exchange: Exchange Server, versions 2013, 2016, 2019"),
                    HasSubstr("lync: "), HasSubstr("sharepoint: "), HasSubstr("token-server: ")));
  EXPECT_THAT(found(machine, "clock"), HasSubstr(" UTC"));
  EXPECT_TRUE(said.at("targets").empty());

  const Finished text = s2sconform({"doctor"});
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, AllOf(testing::StartsWith("This machine\n"), HasSubstr("All is right\n")));
}

TEST_F(Doctor, NamesEachBrokenPluginAndGoesOn) {
  const json said = examine(3, {"--plugin-directory", BROKEN_PLUGINS});
  const std::string broken = not_right(said.at("machine"));
  EXPECT_THAT(broken,
              AllOf(HasSubstr("plugins: wrong crashed with SIGSEGV while it was loaded"),
                    HasSubstr("plugins: wrong is too new"), HasSubstr("plugins: wrong is too old"),
                    HasSubstr("plugins: wrong declines to serve")));
  EXPECT_THAT(found(said.at("machine"), "plugins"), HasSubstr("exchange: Exchange Server"));
  EXPECT_THAT(not_right(examine(3, {"--plugin-directory", path("none")}).at("machine")),
              HasSubstr("plugins: wrong No such file or directory"));
  const std::string twice =
      (program("s2sconform").parent_path() / "../lib/s2sconform/plugins/lync.so").string();
  EXPECT_THAT(not_right(examine(0, {"--plugin", twice}).at("machine")),
              HasSubstr("plugins: note lync: "));
}

TEST_F(Doctor, LooksAtTheCaStoreThatATargetNeeds) {
  std::filesystem::create_directory(path("empty"));
  const std::map<std::string, std::string> without{{"SSL_CERT_DIR", path("empty")},
                                                   {"SSL_CERT_FILE", path("none.pem")}};
  EXPECT_THAT(not_right(examine(0, {}, without).at("machine")), HasSubstr("CA store: note "));
  const DeadPort dead;
  EXPECT_THAT(not_right(examine(3, {targets_file(dead.address())}, without).at("machine")),
              HasSubstr("CA store: wrong the system's CA store has no certificate"));
}

TEST_F(Doctor, SaysThatProxyVariablesAreNotHeededAndShowsNoPassword) {
  const std::map<std::string, std::string> proxy{{"https_proxy", "http://me:hunter22@proxy:3128"}};
  const json said = examine(0, {}, proxy);
  EXPECT_THAT(not_right(said.at("machine")), HasSubstr("proxy: note is set"));
  EXPECT_THAT(said.dump(), Not(HasSubstr("hunter22")));
}

TEST_F(Doctor, FindsNothingWrongWithAHealthyTarget) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  const json said = examine(0, {lab.targets_file()});
  const json& target = target_of(said, "exchange-2019");
  EXPECT_EQ(not_right(target), "");
  EXPECT_THAT(found(target, "DNS"), HasSubstr("127.0.0.1, by 'resolve'"));
  EXPECT_THAT(found(target, "TCP"), HasSubstr("connected to 127.0.0.1:"));
  EXPECT_THAT(found(target, "TLS"), HasSubstr("TLSv1."));
  EXPECT_THAT(found(target, "certificate"), HasSubstr("is trusted, valid to 20"));
  EXPECT_EQ(found(target, "metadata"), "answers with status 200\n");
  EXPECT_THAT(found(target, "clock"), HasSubstr("this machine's"));
  EXPECT_EQ(found(target, "proxy"), "none\n");
}

TEST_F(Doctor, FindsWhatIsWrongWithEachTarget) {
  const Lab lab(folder_.path() / "lab",
                {"--fault", "metadata-missing", "--fault", "clock-ahead", "--fault", "tls-expired",
                 "--fault", "tls-wrong-host", "--fault", "tls-unknown-authority"});
  const json said = examine(3, {lab.targets_file()});
  const std::map<std::string, std::string> expected{
      {"metadata-missing", "metadata: wrong answers with status 404"},
      {"clock-ahead", "clock: wrong the server's clock is "},
      {"tls-expired", "certificate: wrong is valid from "},
      {"tls-wrong-host", "certificate: wrong is not for '"},
      {"tls-unknown-authority", "certificate: wrong is not trusted: "},
  };
  std::set<std::string> seen;
  for (const json& target : said.at("targets")) {
    const std::string name = target.at("name");
    const auto fault = name.find(".fault.");
    if (fault == name.npos) continue;
    const std::string what = name.substr(fault + 7);
    ASSERT_TRUE(expected.contains(what)) << name;
    seen.insert(what);
    const std::string lines = not_right(target);
    EXPECT_THAT(lines, HasSubstr(expected.at(what))) << name;
    // Nothing else is blamed.
    const std::string area = expected.at(what).substr(0, expected.at(what).find(' '));
    std::istringstream each(lines);
    for (std::string line; std::getline(each, line);) {
      EXPECT_THAT(line, testing::StartsWith(area)) << name;
    }
  }
  EXPECT_EQ(seen.size(), expected.size());
}

TEST_F(Doctor, SaysWhereAConnectionEnds) {
  const DeadPort dead;
  EXPECT_THAT(not_right(target_of(examine(3, {targets_file(dead.address())}), "one")),
              testing::StartsWith("TCP: wrong Failed to connect"));

  const LoopbackServer plain([](const std::string&) { return "HTTP/1.1 200 OK\r\n\r\n"; });
  const json no_tls = target_of(examine(3, {targets_file(plain.address())}), "one");
  EXPECT_THAT(not_right(no_tls), testing::StartsWith("TLS: wrong "));
  EXPECT_THAT(found(no_tls, "TCP"), HasSubstr("connected to " + plain.address()));

  const LoopbackServer silent([](const std::string&) { return ""; });
  EXPECT_THAT(not_right(target_of(examine(3, {targets_file(silent.address())}), "one")),
              AnyOf(HasSubstr("TLS: wrong "), HasSubstr("TCP: wrong ")));

  EXPECT_THAT(not_right(target_of(examine(3, {targets_file("no-such-host.invalid:443")}), "one")),
              HasSubstr("DNS: wrong 'no-such-host.invalid' has no address: "));

  const json through = target_of(
      examine(3,
              {targets_file("a.example:443", ",\"proxy\":{\"url\":\"http://" + dead.address() +
                                                 "\",\"user\":\"me\",\"password\":{\"environment\":"
                                                 "\"PROXY_PASSWORD\"}}")},
              {{"PROXY_PASSWORD", "hunter22"}}),
      "one");
  EXPECT_EQ(found(through, "proxy"), "all requests go through http://" + dead.address() + "\n");
  EXPECT_THAT(not_right(through), HasSubstr("TCP: wrong "));
  EXPECT_THAT(through.dump(), Not(HasSubstr("hunter22")));
}

TEST_F(Doctor, NamesAProductWithoutAPluginAndGoesOn) {
  const std::string file =
      folder_
          .write(
              "targets.json",
              R"({"targets":[{"name":"one","product":"exchnage","version":"2019","realm":"a.example",
                     "base_urls":{"metadata":"https://a.example"}}]})")
          .string();
  EXPECT_THAT(not_right(target_of(examine(3, {file}), "one")),
              HasSubstr("product: wrong target 'one': no plugin for the product 'exchnage'"));
  const Finished missing = s2sconform({"doctor", path("none.json")});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("none.json: No such file or directory"));
}

// What a server gets: OpenSSL's own shows it.
TEST_F(Doctor, SendsNoSecret) {
  const Finished made = s2sconform({"identity", "new", "--output", path("identity")});
  ASSERT_EQ(made.status, 0) << made.err;
  BackgroundProgram server({"openssl", "s_server", "-accept", "127.0.0.1:0", "-key",
                            path("identity/identity.key.pem"), "-cert",
                            path("identity/identity.certificate.pem"), "-naccept", "2"});
  std::string address;
  while (address.empty()) {
    const std::string line = server.read_line();
    ASSERT_NE(line, "") << "it does not listen";
    if (line.starts_with("ACCEPT ")) address = line.substr(7);
  }
  const std::string file = targets_file(
      address, R"(,"headers":{"X-Key":{"environment":"KEY"},"X-Plain":"seen-as-it-is"})");
  examine(3, {file}, {{"KEY", "a-secret-header"}});
  std::string received;
  for (std::string line = server.read_line(); !line.empty() || received.empty();
       line = server.read_line()) {
    received += line + "\n";
    if (line.find("X-Plain") != line.npos) break;
  }
  server.signal(SIGTERM);
  EXPECT_THAT(received, HasSubstr("X-Plain: seen-as-it-is"));
  EXPECT_THAT(received, HasSubstr("GET /autodiscover/metadata/json/1"));
  EXPECT_THAT(received, Not(AnyOf(HasSubstr("a-secret-header"), HasSubstr("Authorization"))));
}

}  // namespace
}  // namespace s2sconform::test
