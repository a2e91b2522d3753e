// A started lab, seen from a real socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "fixtures/lab/lab.h"
#include "tests/lab/test_authorities.h"
#include "tests/lab/test_client.h"

namespace s2slab {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* exchange_get =
    "GET /autodiscover/metadata/json/1 HTTP/1.1\r\nHost: autodiscover.litwareinc.com\r\n\r\n";
constexpr const char* lync_get =
    "GET /metadata/json/1 HTTP/1.1\r\nHost: pool.litwareinc.com\r\n\r\n";

// Serves on a thread of its own while it lives.
class ListeningLab : public testing::Test {
 protected:
  void serve(const Selection& selection) {
    lab_ = std::make_unique<Lab>(choose_instances(selection, parse_catalogue(catalogue_text)),
                                 test_authorities());
    thread_ = std::thread([this] { lab_->server().run(); });
  }
  void serve_faults(std::vector<std::string> faults) {
    Selection selection;
    selection.faults = std::move(faults);
    serve(selection);
  }
  void TearDown() override {
    if (!lab_) return;
    lab_->server().stop();
    thread_.join();
  }

  const Instance& instance(const std::string& name) const {
    for (const Instance& each : lab_->instances()) {
      if (each.name == name) return each;
    }
    throw std::out_of_range(name);
  }
  std::uint16_t port(const std::string& name) const { return instance(name).tls_ports.front(); }
  std::uint16_t fault_port(const std::string& persona, const std::string& fault) const {
    return port(persona + ".fault." + fault);
  }

  std::unique_ptr<Lab> lab_;
  std::thread thread_;
};

TEST_F(ListeningLab, LetsCopiesKnowTheirOwnNumberAlone) {
  Selection selection;
  selection.copies = 2;
  serve(selection);
  std::istringstream lines(lab_->targets_text("ca.pem"));
  std::size_t targets = 0, of_token_servers = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("{\"name\"")) continue;
    ++targets;
    const bool is_first = line.find(".copy.1\",") != std::string::npos;
    const std::string own = is_first ? ".copy.1\"" : ".copy.2\"";
    EXPECT_THAT(line, Not(HasSubstr(is_first ? ".copy.2\"" : ".copy.1\"")));
    if (line.find("\"product\":\"token-server\"") != std::string::npos) {
      ++of_token_servers;
      EXPECT_THAT(line, HasSubstr("\"relying_party\":\"relying-party" + own));
    } else {
      EXPECT_THAT(line, testing::ContainsRegex("\"partners\":\\[[^]]*\\" + own));
    }
    if (line.find("\"name\":\"relying-party") != std::string::npos) {
      EXPECT_THAT(line, HasSubstr("\"token_server\":\"token-server-1" + own));
    }
  }
  EXPECT_EQ(targets, 10u);
  EXPECT_EQ(of_token_servers, 2u);
}

TEST_F(ListeningLab, AnswersOverTlsThatVerifies) {
  serve({});
  for (const Instance& each : lab_->instances()) {
    for (const std::uint16_t port : each.tls_ports) {
      ClientSettings settings;
      settings.ca_pem = lab_->ca_pem();
      settings.host = each.blueprint.metadata_host;
      TestClient client = TestClient::over_tls(port, settings);
      ASSERT_TRUE(client.connected()) << each.name;
      client.send("GET " + each.blueprint.metadata_path +
                  " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 200 OK\r\n")) << each.name;
    }
    EXPECT_EQ(each.tls_ports.size(), 2u);
    EXPECT_FALSE(TestClient::plain(each.plain_http_port).connected()) << each.name;
  }
}

TEST_F(ListeningLab, KeepsConnectionsAndSurvivesGarbage) {
  Selection selection;
  selection.personas = {"exchange-2019"};
  serve(selection);
  const std::uint16_t here = port("exchange-2019");
  TestClient client = TestClient::over_tls(here, {});
  const std::string head = "HEAD /nowhere HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(head + head);  // the second before the first is answered
  EXPECT_THAT(client.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 404 Not Found\r\n"));
  client.send(exchange_get);
  EXPECT_THAT(client.read_until("\"endpoints\""), HasSubstr("\"issuer\""));

  TestClient garbage = TestClient::over_tls(here, {});
  garbage.send("\x01\x02 no request\r\n\r\n");
  EXPECT_THAT(garbage.read_all(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  TestClient without_tls = TestClient::plain(here);
  without_tls.send(exchange_get);
  EXPECT_THAT(without_tls.read_all(), Not(HasSubstr("HTTP")));
  TestClient too_long = TestClient::over_tls(here, {});
  too_long.send("GET / HTTP/1.1\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(too_long.read_all(), StartsWith("HTTP/1.1 431 "));
}

TEST_F(ListeningLab, BreaksTheFraming) {
  serve_faults({"answer-cut-off", "head-never-answers"});
  TestClient cut = TestClient::over_tls(fault_port("exchange-2019", "answer-cut-off"), {});
  cut.send(exchange_get);
  const std::string answer = cut.read_all();  // ends although the connection was to stay open
  const std::size_t body = answer.find("\r\n\r\n") + 4;
  const std::size_t length = answer.find("Content-Length: ") + 16;
  EXPECT_LT(answer.size() - body, std::stoul(answer.substr(length)));

  const std::uint16_t silent = fault_port("exchange-2019", "head-never-answers");
  TestClient waiting = TestClient::over_tls(silent, {});
  waiting.send("HEAD /autodiscover/metadata/json/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  TestClient served = TestClient::over_tls(silent, {});
  served.send(exchange_get);
  EXPECT_THAT(served.read_until("\"endpoints\""), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ListeningLab, AnswersWithoutTls) {
  serve_faults({"plaintext-on-tls-port", "plain-http-asks-for-credentials"});
  const std::string lync = "lync-skype-for-business-2019";
  TestClient plaintext = TestClient::plain(fault_port(lync, "plaintext-on-tls-port"));
  plaintext.send(lync_get);
  EXPECT_THAT(plaintext.read_until("\"endpoints\""), StartsWith("HTTP/1.1 200 OK\r\n"));
  TestClient tls = TestClient::over_tls(fault_port(lync, "plaintext-on-tls-port"), {});
  tls.send(lync_get);
  EXPECT_THAT(tls.read_until("\"endpoints\""), StartsWith("HTTP/1.1 200 OK\r\n"));

  TestClient http = TestClient::plain(
      instance("exchange-2019.fault.plain-http-asks-for-credentials").plain_http_port);
  http.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_THAT(http.read_all(), HasSubstr("\r\nWWW-Authenticate: Basic realm="));
}

TEST_F(ListeningLab, OffersTheVersionsAndCiphersOfItsFaults) {
  serve_faults({"tls13-only", "tls10-offered", "tls11-offered", "null-cipher-offered",
                "anonymous-cipher-offered", "no-forward-secrecy"});
  const auto offers = [](std::uint16_t port, int version, const std::string& ciphers) {
    ClientSettings settings;
    settings.minimum_version = version;
    settings.maximum_version = version;
    settings.ciphers = ciphers;
    return TestClient::over_tls(port, settings).connected();
  };
  const std::string sharepoint = "sharepoint-subscription-edition";
  const std::string lync = "lync-skype-for-business-2019";
  const std::uint16_t tls13 = fault_port("exchange-2019", "tls13-only");
  EXPECT_TRUE(offers(tls13, TLS1_3_VERSION, "DEFAULT"));
  EXPECT_FALSE(offers(tls13, TLS1_2_VERSION, "DEFAULT"));
  const std::uint16_t tls10 = fault_port(sharepoint, "tls10-offered");
  EXPECT_TRUE(offers(tls10, TLS1_VERSION, "DEFAULT"));
  EXPECT_FALSE(offers(tls10, TLS1_1_VERSION, "DEFAULT"));
  EXPECT_TRUE(offers(tls10, TLS1_2_VERSION, "DEFAULT"));
  const std::uint16_t tls11 = fault_port(lync, "tls11-offered");
  EXPECT_FALSE(offers(tls11, TLS1_VERSION, "DEFAULT"));
  EXPECT_TRUE(offers(tls11, TLS1_1_VERSION, "DEFAULT"));
  const std::uint16_t null_cipher = fault_port("exchange-2019", "null-cipher-offered");
  EXPECT_TRUE(offers(null_cipher, TLS1_2_VERSION, "eNULL:!aNULL"));
  EXPECT_FALSE(offers(null_cipher, TLS1_2_VERSION, "aNULL:!eNULL"));
  const std::uint16_t anonymous = fault_port(sharepoint, "anonymous-cipher-offered");
  EXPECT_TRUE(offers(anonymous, TLS1_2_VERSION, "aNULL:!eNULL"));
  EXPECT_FALSE(offers(anonymous, TLS1_2_VERSION, "eNULL:!aNULL"));
  const std::uint16_t key_transport = fault_port(lync, "no-forward-secrecy");
  EXPECT_TRUE(offers(key_transport, TLS1_2_VERSION, "kRSA"));
  EXPECT_FALSE(offers(key_transport, TLS1_2_VERSION, "kECDHE:kDHE"));
  EXPECT_FALSE(offers(key_transport, TLS1_3_VERSION, "DEFAULT"));
}

}  // namespace
}  // namespace s2slab
