#include "harness/evidence/har.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace s2sconform {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

std::string har_of(const Evidence& evidence) {
  std::ostringstream out;
  write_har("exchange", evidence, "1.2.3", out);
  return out.str();
}

Evidence hostile_evidence() {
  Exchange whole;
  whole.label = "a.whole";
  whole.request = {"POST", "https://a.example/x?wsdl&a=b=c#d", {{"Accept", "*/*"}}, "a body"};
  whole.response = RecordedResponse{
      200, "1.1", {{"X", "1"}, {"X", "2\xFF"}, {"Content-Type", "text/xml"}}, "body"};
  whole.redirects.push_back(RecordedResponse{302, "1.1", {{"Location", "/"}}, ""});
  whole.busy.push_back(RecordedResponse{503, "1.1", {{"Retry-After", "1"}}, "busy"});
  whole.tls = TlsRecord{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {"\x30\x01"}, 20, "no issuer \xFE"};
  whole.remote_address = "127.0.0.1:443";
  whole.timing.started =
      std::chrono::system_clock::time_point(std::chrono::microseconds(1'700'000'000'123'456));
  whole.timing.total = std::chrono::microseconds(30'001);
  whole.timing.connected = std::chrono::microseconds(10'000);
  whole.timing.first_byte = std::chrono::microseconds(20'500);
  Exchange broken;
  broken.label = "b.broken";
  broken.request.method = std::string(tls_handshake_method);
  broken.response = RecordedResponse{200, "0.9\x80", {}, std::string("\xFF\x00z", 3)};
  broken.failure = Failure{FailureKind::protocol, "cut off"};
  Exchange silent;
  silent.label = "c.silent";
  silent.failure = Failure{FailureKind::given_up, "three in a row"};
  Evidence evidence;
  for (const Exchange& each : {whole, broken, silent}) evidence.exchanges[each.label] = each;
  evidence.facts = {{"claims", "{\"a\": 1}"}, {"bytes", "\x80"}};
  return evidence;
}

TEST(Har, HoldsWhatHar12AsksFor) {
  const auto log = nlohmann::json::parse(har_of(hostile_evidence())).at("log");
  EXPECT_EQ(log.at("version"), "1.2");
  EXPECT_EQ(log.at("creator").at("version"), "1.2.3");
  ASSERT_EQ(log.at("entries").size(), 3u);
  const auto& first = log.at("entries")[0];
  EXPECT_EQ(first.at("startedDateTime"), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(first.at("time"), 30.001);
  EXPECT_EQ(first.at("timings").at("wait"), 10.5);
  EXPECT_EQ(first.at("request").at("queryString").size(), 2u);
  EXPECT_EQ(first.at("request").at("queryString")[1].at("value"), "b=c");
  EXPECT_EQ(first.at("response").at("content").at("mimeType"), "text/xml");
  EXPECT_EQ(first.at("response").at("headers")[1].at("value"), "2\\xFF");
}

TEST(Har, ReadsBackWhatWasWritten) {
  const std::string written = har_of(hostile_evidence());
  const Expected<Evidence> read = read_har(written, "x.har");
  ASSERT_TRUE(read) << read.error().line();
  EXPECT_EQ(har_of(*read), written);
  const Exchange* broken = read->find("b.broken");
  ASSERT_NE(broken, nullptr);
  EXPECT_EQ(broken->response->body, std::string("\xFF\x00z", 3));
  EXPECT_EQ(broken->response->http_version, "0.9\x80");
  EXPECT_EQ(read->find("a.whole")->tls->chain.at(0), "\x30\x01");
  EXPECT_EQ(read->find("a.whole")->request.body, "a body");
  EXPECT_EQ(read->find("a.whole")->redirects.at(0).status, 302u);
  EXPECT_EQ(read->find("a.whole")->busy.at(0).body, "busy");
  EXPECT_FALSE(read->find("c.silent")->response);
  EXPECT_EQ(read->find("c.silent")->failure->kind, FailureKind::given_up);
  EXPECT_EQ(read->facts.at("bytes"), "\x80");
}

// What sorts an archive's members puts those that begin with "_" before the others.
TEST(Har, IsReadInAnyOrderOfItsMembers) {
  const std::string written = har_of(hostile_evidence());
  const std::string sorted = nlohmann::json::parse(written).dump();
  ASSERT_LT(sorted.find("_value_base64"), sorted.find("2\\\\xFF"));
  const Expected<Evidence> read = read_har(sorted, "x.har");
  ASSERT_TRUE(read) << read.error().line();
  EXPECT_EQ(har_of(*read), written);
}

TEST(Har, WhatIsNoArchiveIsAnErrorThatNamesTheFile) {
  const std::string good = har_of(hostile_evidence());
  std::string other_kind = good;
  other_kind.replace(other_kind.find("given"), 5, "taken");
  std::string no_base64 = good;
  no_base64.replace(no_base64.find("MAE="), 4, "M!E=");
  std::string two_urls = good;  // a browser may show the other one
  two_urls.insert(two_urls.find("\"url\""), R"("url": "https://b.example/", )");
  std::string unanswered = good;
  unanswered.replace(unanswered.find("\"response\""), 10, "\"_answer\"");
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{\"log\": {}}"),
        good.substr(0, good.size() / 2), other_kind, no_base64, two_urls, unanswered}) {
    const Expected<Evidence> read = read_har(text, "x.har");
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().line(), HasSubstr("x.har: is no archive of s2sconform: "));
  }
}

// Times that no clock holds, and numbers that no integer holds: what is edited by hand may have
// them.
TEST(Har, NumbersThatCannotBeAreRefused) {
  const std::string good = har_of(hostile_evidence());
  const auto with = [&](const std::string& name, const std::string& number) {
    std::string text = good;
    const std::size_t at = text.find("\"" + name + "\": ") + name.size() + 4;
    text.replace(at, text.find_first_of(",}\n", at) - at, number);
    return read_har(text, "x.har");
  };
  EXPECT_TRUE(with("started_us", "1"));
  for (const auto& [name, number] : {std::pair("started_us", "9223372036854775807"),
                                     {"started_us", "-1"},
                                     {"started_us", "1e300"},
                                     {"started_us", "18446744073709551615"},
                                     {"total_us", "9223372036854775807"},
                                     {"first_byte_us", "true"},
                                     {"status", "-1"},
                                     {"status", "4294967296"},
                                     {"status", "200.5"},
                                     {"verify_result", "4294967296"}}) {
    const Expected<Evidence> read = with(name, number);
    ASSERT_FALSE(read) << name << " " << number;
    EXPECT_THAT(read.error().line(), AnyOf(HasSubstr("a number is out of range or no whole one"),
                                           HasSubstr("a number is expected")));
  }
}

}  // namespace
}  // namespace s2sconform
