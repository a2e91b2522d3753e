#include "harness/targets/targets_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace s2sconform {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

std::optional<std::string> environment(const std::string& name) {
  if (name == "S2S_KEY") return "from the environment";
  if (name == "S2S_EMPTY") return "";
  return std::nullopt;
}

constexpr const char* head =
    R"({"targets": [{"name": "one", "product": "exchange", "version": "2019",
  "base_urls": {"metadata": "https://A.example/"}, "realm": "a.example")";

class TargetsFileTest : public testing::Test {
 protected:
  Expected<TargetsFile> read(const std::string& text) {
    return load_targets_file(folder_.write("targets.json", text), &environment);
  }
  Expected<TargetsFile> read_one(const std::string& more) {
    return read(std::string(head) + (more.empty() ? "" : ",\n" + more) + "}]}");
  }
  std::string error_of(const std::string& more) {
    const auto file = read_one(more);
    return file ? "read" : file.error().line();
  }

  TemporaryFolder folder_;
};

TEST_F(TargetsFileTest, HasSensibleDefaults) {
  const auto file = read_one("");
  ASSERT_TRUE(file) << file.error().line();
  const Target& target = file->targets.front();
  EXPECT_EQ(target.name, "one");
  EXPECT_EQ(target.base_urls.at("metadata"), "https://A.example") << "without the final slash";
  EXPECT_EQ(target.tls_minimum, TlsVersion::tls_1_2);
  EXPECT_EQ(target.http_version, HttpVersion::http_1_1);
  EXPECT_EQ(target.limits.request_deadline, std::chrono::seconds(10));
  EXPECT_EQ(target.limits.requests_per_second, 20);
  EXPECT_FALSE(target.proxy);
}

TEST_F(TargetsFileTest, ReadsEveryOption) {
  folder_.write("key.txt", "from a file\n");
  ASSERT_EQ(::chmod((folder_.path() / "key.txt").c_str(), 0600), 0);
  const auto file = read_one(R"(
    "resolve": {"A.example:443": "127.0.0.1:8443"}, "nodes": ["10.0.0.5:443", "[::1]:443"],
    "proxy": {"url": "http://proxy.example:3128", "user": "u", "password": {"environment": "S2S_KEY"}},
    "tls_minimum": "1.3", "http_version": "2", "request_deadline_ms": 5, "exchange_deadline_ms": 6,
    "requests_per_second": 0.5, "concurrent_requests": 7, "maximum_body_bytes": 8,
    "maximum_header_bytes": 9, "maximum_redirects": 0,
    "headers": {"X-Plain": "p", "X-File": {"file": "key.txt"}})");
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_THAT(file->warnings, testing::IsEmpty());
  const Target& target = file->targets.front();
  ASSERT_EQ(target.resolve.size(), 1u);
  EXPECT_EQ(target.resolve[0].host, "a.example") << "as URLs are compared";
  EXPECT_EQ(target.resolve[0].address_port, 8443u);
  EXPECT_THAT(target.nodes, testing::ElementsAre("10.0.0.5:443", "[::1]:443"));
  EXPECT_EQ(target.proxy->password.reveal(), "from the environment");
  EXPECT_EQ(target.tls_minimum, TlsVersion::tls_1_3);
  EXPECT_EQ(target.http_version, HttpVersion::http_2);
  EXPECT_EQ(target.limits.request_deadline.count(), 5);
  EXPECT_EQ(target.limits.exchange_deadline.count(), 6);
  EXPECT_EQ(target.limits.requests_per_second, 0.5);
  EXPECT_EQ(target.limits.concurrent_requests, 7u);
  EXPECT_EQ(target.limits.maximum_body, 8u);
  EXPECT_EQ(target.limits.maximum_header, 9u);
  EXPECT_EQ(target.limits.maximum_redirects, 0u);
  ASSERT_EQ(target.headers.size(), 2u);
  EXPECT_EQ(std::get<std::string>(target.headers[0].value), "p");
  EXPECT_EQ(std::get<Secret>(target.headers[1].value).reveal(), "from a file");
}

TEST_F(TargetsFileTest, HostNamesAreInAscii) {
  const auto file = read(R"({"targets": [{"name": "one", "product": "exchange", "version": "2019",
    "base_urls": {"metadata": "https://Post.Bücher.example:8443/x/"}, "realm": "a.example",
    "resolve": {"Post.Bücher.example:8443": "knoten.bücher.example:1"},
    "nodes": ["Knoten.Bücher.example:443"], "proxy": {"url": "http://bücher.example:3128"},
    "alternative_hosts": ["alt.bücher.example"], "user": {"upn": "a@b.example", "smtp": "a@b.example"},
    "mailbox": {"ews_url": "https://ews.bücher.example/x",
                "allowed_domains": ["*.Bücher.example", "bücher.example"]}}]})");
  ASSERT_TRUE(file) << file.error().line();
  const Target& target = file->targets.front();
  EXPECT_EQ(target.base_urls.at("metadata"), "https://post.xn--bcher-kva.example:8443/x");
  EXPECT_EQ(target.resolve.front().host, "post.xn--bcher-kva.example");
  EXPECT_EQ(target.resolve.front().address, "knoten.xn--bcher-kva.example");
  EXPECT_EQ(target.nodes.front(), "knoten.xn--bcher-kva.example:443");
  EXPECT_EQ(target.proxy->url, "http://xn--bcher-kva.example:3128");
  EXPECT_EQ(target.alternative_hosts.front(), "alt.xn--bcher-kva.example");
  EXPECT_EQ(target.mailbox->ews_url, "https://ews.xn--bcher-kva.example/x");
  for (const char* host : {"post.xn--bcher-kva.example", "ews.xn--bcher-kva.example",
                           "any.xn--bcher-kva.example", "xn--bcher-kva.example"}) {
    EXPECT_TRUE(target.names_host(host)) << host;
  }
  EXPECT_FALSE(target.names_host("xn--elsewhere-kva.example"));
}

TEST_F(TargetsFileTest, AHostThatIsNoNameIsToldWithItsReason) {
  EXPECT_THAT(error_of(R"("alternative_hosts": ["-bücher.example"])"),
              HasSubstr("the host name of '-bücher.example' is not one of the DNS: "));
}

TEST_F(TargetsFileTest, DefaultsStandUnderEachTarget) {
  const auto file =
      read(R"({"defaults": {"concurrent_requests": 3, "tls_minimum": "1.3"}, "targets": [
      {"name": "a", "product": "x", "version": "1", "base_urls": {"metadata": "https://a.example"},
       "realm": "*"},
      {"name": "b", "product": "x", "version": "1", "base_urls": {"metadata": "https://a.example"},
       "realm": "*", "concurrent_requests": 5}]})");
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->targets[0].limits.concurrent_requests, 3u);
  EXPECT_EQ(file->targets[1].limits.concurrent_requests, 5u);
  EXPECT_EQ(file->targets[1].tls_minimum, TlsVersion::tls_1_3);
}

TEST_F(TargetsFileTest, ErrorsNameLineColumnAndRemedy) {
  const std::string file = (folder_.path() / "targets.json").string();
  EXPECT_EQ(error_of("\"relam\": \"x\""),
            file +
                ":3:1: unknown key 'relam'; did you mean 'realm'? there are: name, former_names, "
                "product, "
                "version, realm, base_urls, ca_file, ca_directory, resolve, nodes, proxy, "
                "request_deadline_ms, exchange_deadline_ms, requests_per_second, "
                "concurrent_requests, maximum_body_bytes, maximum_header_bytes, "
                "maximum_redirects, identity, user, headers, tls_minimum, http_version, "
                "alternative_hosts, partners, relying_party, other_user, foreign_user, "
                "ambiguous_user, token_server, registrations, mailbox");
  EXPECT_EQ(error_of("\"mailbox\": {}"),
            file +
                ":3:12: the target has a mailbox and no user whose it is; add \"user\" with "
                "\"smtp\", the mailbox's primary address");
  EXPECT_EQ(error_of("\"nodes\": 7"), file + ":3:10: expected an array, got a number");
  EXPECT_EQ(error_of("\"realm\": \"b\""), file + ":3:1: the key 'realm' stands twice; remove one");
  EXPECT_EQ(error_of("\"request_deadline_ms\": 0"),
            file +
                ":3:24: 'request_deadline_ms' is out of range; give a whole number from 1 to "
                "3600000");
  EXPECT_EQ(error_of("\"tls_minimum\": \"1.4\""),
            file +
                ":3:16: 'tls_minimum' cannot be '1.4'; did you mean '1.0'? there are: 1.0, 1.1, "
                "1.2, 1.3");
}

TEST_F(TargetsFileTest, TheFirstErrorOfTheFileIsNamed) {
  EXPECT_THAT(error_of("\"nodes\": 7,\n\"aaa\": 1"), HasSubstr(":3:10: "));
  EXPECT_THAT(error_of("\"aaa\": 1,\n\"nodes\": 7"), HasSubstr(":3:1: "));
}

TEST_F(TargetsFileTest, SecretsAreReferences) {
  EXPECT_THAT(error_of(R"("headers": {"Authorization": "Bearer marked"})"),
              testing::AllOf(HasSubstr("the value of Authorization is a secret"),
                             Not(HasSubstr("marked"))));
  EXPECT_THAT(error_of(R"("proxy": {"url": "http://p.example:1", "password": "marked-secret"})"),
              testing::AllOf(HasSubstr("a secret does not stand in the targets file"),
                             Not(HasSubstr("marked"))));
  EXPECT_THAT(error_of(R"("headers": {"X": {"environment": "S2S_UNSET"}})"),
              HasSubstr("the environment variable S2S_UNSET is not set"));
  EXPECT_THAT(error_of(R"("headers": {"X": {"environment": "S2S_EMPTY"}})"), HasSubstr("is empty"));
  EXPECT_THAT(error_of(R"("headers": {"X": {"file": "none.txt"}})"), HasSubstr("cannot be read"));
  folder_.write("lines.txt", "marked\nlines\n");
  EXPECT_THAT(error_of(R"("headers": {"X": {"file": "lines.txt"}})"),
              testing::AllOf(HasSubstr("line break"), Not(HasSubstr("marked"))));
}

TEST_F(TargetsFileTest, ASecretFileThatOthersCanReadDrawsAWarning) {
  folder_.write("key.txt", "marked-secret");
  ASSERT_EQ(::chmod((folder_.path() / "key.txt").c_str(), 0644), 0);
  const auto file = read_one(R"("headers": {"X": {"file": "key.txt"}})");
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->warnings.size(), 1u);
  EXPECT_THAT(file->warnings[0], testing::AllOf(HasSubstr("key.txt"), HasSubstr("chmod 600"),
                                                Not(HasSubstr("marked"))));
}

TEST_F(TargetsFileTest, CaFilesHoldCertificates) {
  folder_.write("ca.pem", "no certificate\n");
  EXPECT_THAT(error_of("\"ca_file\": \"ca.pem\""), HasSubstr("no CA certificate can be read"));
  EXPECT_THAT(error_of("\"ca_file\": \"none.pem\""), HasSubstr("no CA certificate can be read"));
  EXPECT_THAT(error_of("\"ca_directory\": \"none\""), HasSubstr("the CA folder cannot be read"));
}

TEST_F(TargetsFileTest, AHugeFileIsRefused) {
  EXPECT_THAT(load_targets_file("/dev/zero", &environment).error().line(),
              HasSubstr("at most 16 MiB"));
}

}  // namespace
}  // namespace s2sconform
