#include "harness/evidence/evidence_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace s2sconform {
namespace {

TEST(WriteEvidence, WritesAnExchangeALine) {
  Exchange whole;
  whole.label = "a.whole";
  whole.request = {"GET", "https://a.example/", {{"Accept", "*/*"}}, ""};
  whole.response = RecordedResponse{200, "1.1", {{"X", "1"}, {"X", "2"}}, "body"};
  whole.redirects.push_back(RecordedResponse{302, "1.1", {{"Location", "/"}}, ""});
  whole.tls = TlsRecord{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {"der"}, 20, "no issuer"};
  whole.remote_address = "127.0.0.1:443";
  Exchange broken;
  broken.label = "b.broken";
  broken.response = RecordedResponse{200, "1.1", {}, "\xFF\x00"};
  broken.failure = Failure{FailureKind::protocol, "cut off"};
  Evidence evidence;
  evidence.exchanges = {{whole.label, whole}, {broken.label, broken}};
  std::ostringstream out;
  write_evidence("target", evidence, out);

  std::istringstream lines(out.str());
  std::string first, second, third;
  ASSERT_TRUE(std::getline(lines, first) && std::getline(lines, second));
  EXPECT_FALSE(std::getline(lines, third));
  const auto json = nlohmann::json::parse(first);
  EXPECT_EQ(json.at("target"), "target");
  EXPECT_EQ(json.at("label"), "a.whole");
  EXPECT_EQ(json.at("response").at("headers").size(), 2u);
  EXPECT_EQ(json.at("redirects")[0].at("status"), 302);
  EXPECT_EQ(json.at("tls").at("chain")[0], "ZGVy");
  EXPECT_EQ(json.at("tls").at("verify_result"), 20);
  const auto other = nlohmann::json::parse(second);
  EXPECT_EQ(other.at("failure").at("kind"), "protocol error");
  EXPECT_EQ(other.at("response").at("body").at("base64"), "/w==");
  EXPECT_FALSE(other.contains("tls"));
}

}  // namespace
}  // namespace s2sconform
