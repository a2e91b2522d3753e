#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "harness/base/ascii.h"
#include "harness/http/challenge.h"
#include "harness/judge/conforms.h"
#include "suites/transport/transport_checks.h"
#include "suites/transport/transport_probes.h"

namespace s2sconform::transport {
namespace {

constexpr std::chrono::minutes clock_tolerance{5};
constexpr std::string_view hsts_name = "Strict-Transport-Security";

// Whether the server took a handshake that offered nothing else. Throws CouldNotJudge when the
// offer did not reach it: what was never asked is not refused.
bool takes(Subject& subject, std::string_view label) {
  const Exchange& handshake = subject.exchange(label);
  if (!is_answered_handshake(handshake)) {
    throw CouldNotJudge("the handshake was not answered: " + handshake.failure->message);
  }
  return !handshake.failure;
}

void expect_refused(Subject& subject, std::string_view label, const std::string& offer) {
  if (!subject.exchange("transport.root").tls) {
    throw CouldNotJudge("no TLS connection was made at all, so a refusal says nothing");
  }
  if (!is_answered_handshake(subject.exchange("transport.tls-1.2"))) {
    throw CouldNotJudge("an offer of TLS 1.2 was not answered, so nothing else was offered");
  }
  if (takes(subject, label)) {
    REPORT_BROKEN(
        {"a refused handshake", "the server takes " + offer, subject.exchange(label).request.url});
  }
}

// The answer without TLS; nullptr when there was none, as there should be. A connection that is
// refused is an answer to the question, not a reason to doubt that the server is there.
const RecordedResponse* answer_without_tls(Subject& subject, std::string_view label) {
  const Exchange* exchange = subject.evidence().find(label);
  if (!exchange) throw CouldNotJudge("no exchange '" + std::string(label) + "' was recorded");
  if (exchange->failure) {
    const FailureKind kind = exchange->failure->kind;
    if (kind == FailureKind::interrupted || kind == FailureKind::resolve ||
        kind == FailureKind::harness) {
      throw CouldNotJudge(exchange->request.url + ": " + exchange->failure->message);
    }
  }
  constexpr unsigned proxy_authentication_required = 407;
  if (exchange->response && exchange->response->status == proxy_authentication_required) {
    throw CouldNotJudge(exchange->request.url + ": the proxy refused the request (407)");
  }
  return exchange->response ? &*exchange->response : nullptr;
}

bool is_success(const RecordedResponse& response) {
  return response.status >= 200 && response.status < 300;
}

void expect_nothing_useful(Subject& subject, std::string_view label, const std::string& where) {
  const RecordedResponse* answer = answer_without_tls(subject, label);
  if (answer && is_success(*answer)) {
    REPORT_BROKEN({"no connection, a redirect to https or an error",
                   "status " + std::to_string(answer->status) + " and " +
                       std::to_string(answer->body.size()) + " bytes",
                   where});
  }
}

// RFC 6797 section 6.1: exactly one max-age directive with a number, quoted or not.
bool is_valid_hsts(const std::string& value) {
  std::size_t max_ages = 0;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find(';', begin), value.size());
    std::string directive = lower_case(value.substr(begin, end - begin));
    std::erase_if(directive, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
    begin = end + 1;
    if (!directive.starts_with("max-age")) continue;
    ++max_ages;
    if (directive.size() < 9 || directive[7] != '=' ||
        directive.find_first_not_of("0123456789", 8) != std::string::npos) {
      return false;
    }
  }
  return max_ages == 1;
}

bool is_https(const Exchange& exchange) { return exchange.request.url.starts_with("https:"); }

}  // namespace

void check_tls12_offered(Subject& subject) {
  if (!takes(subject, "transport.tls-1.2")) {
    const Exchange& handshake = subject.exchange("transport.tls-1.2");
    REPORT_BROKEN({"a TLS 1.2 connection", handshake.failure->message, handshake.request.url});
  }
}

void check_tls11_refused(Subject& subject) {
  expect_refused(subject, "transport.tls-1.1", "TLS 1.1");
}

void check_tls10_refused(Subject& subject) {
  expect_refused(subject, "transport.tls-1.0", "TLS 1.0");
}

void check_null_ciphers_refused(Subject& subject) {
  expect_refused(subject, "transport.null-ciphers", "a cipher suite without encryption");
}

void check_anonymous_ciphers_refused(Subject& subject) {
  expect_refused(subject, "transport.anonymous-ciphers", "a cipher suite without authentication");
}

void check_forward_secrecy(Subject& subject) {
  const Exchange& root = subject.exchange("transport.root");
  if (!root.tls) throw CouldNotJudge("no TLS connection was made");
  subject.note("negotiated " + root.tls->version + " with " + root.tls->cipher);
  if (root.tls->version == "TLSv1.3") return;
  EXPECT_CONFORMS(at(root.tls->cipher, "cipher suite negotiated with " + root.request.url),
                  testing::AnyOf(testing::StartsWith("ECDHE-"), testing::StartsWith("DHE-")));
}

void check_plain_http(Subject& subject) {
  expect_nothing_useful(subject, "transport.plain-http", "plain HTTP, port 80");
}

void check_plain_http_credentials(Subject& subject) {
  const RecordedResponse* answer = answer_without_tls(subject, "transport.plain-http");
  if (!answer) return;
  const ParsedChallenges parsed =
      parse_challenges(header_values(answer->headers, "WWW-Authenticate"));
  for (const char* scheme : {"Bearer", "Basic"}) {
    if (find_challenge(parsed, scheme)) {
      REPORT_BROKEN({"no request for a token or a password in clear text",
                     std::string("a ") + scheme + " challenge", "plain HTTP, port 80"});
    }
  }
}

void check_tls_port_refuses_plaintext(Subject& subject) {
  expect_nothing_useful(subject, "transport.plaintext", "plain HTTP to the https port");
}

void check_hsts(Subject& subject) {
  const Exchange& root = subject.exchange("transport.root");
  if (!root.response) throw CouldNotJudge("no answer of " + root.request.url);
  const std::vector<std::string> values = header_values(root.response->headers, hsts_name);
  if (values.empty()) {
    subject.note("no Strict-Transport-Security");
    return;
  }
  subject.note("Strict-Transport-Security: " + values.front());
  if (!is_valid_hsts(values.front())) {
    REPORT_BROKEN({"one directive max-age=<seconds>", values.front(),
                   "Strict-Transport-Security of " + root.request.url});
  }
}

void check_hsts_over_plain_http(Subject& subject) {
  const RecordedResponse* answer = answer_without_tls(subject, "transport.plain-http");
  if (!answer) return;
  if (const std::string* value = find_header(answer->headers, hsts_name)) {
    REPORT_BROKEN({"no Strict-Transport-Security without TLS", *value, "plain HTTP, port 80"});
  }
}

void check_answers_in_time(Subject& subject) {
  subject.exchange("transport.root");
  for (const auto& [label, exchange] : subject.evidence().exchanges) {
    if (!is_https(exchange) || !exchange.failure ||
        exchange.failure->kind != FailureKind::deadline ||
        exchange.request.method == tls_handshake_method) {
      continue;
    }
    REPORT_BROKEN({"a whole answer within the target's deadline", exchange.failure->message,
                   exchange.request.method + " " + exchange.request.url + " (" + label + ")"});
  }
}

void check_framing(Subject& subject) {
  subject.exchange("transport.root");
  for (const auto& [label, exchange] : subject.evidence().exchanges) {
    if (!is_https(exchange) || !exchange.failure ||
        exchange.failure->kind != FailureKind::protocol ||
        exchange.request.method == tls_handshake_method) {
      continue;
    }
    REPORT_BROKEN({"an HTTP answer that ends where its framing says", exchange.failure->message,
                   exchange.request.method + " " + exchange.request.url + " (" + label + ")"});
  }
}

void check_clock(Subject& subject) {
  const Exchange& root = subject.exchange("transport.root");
  if (!root.response) throw CouldNotJudge("no answer of " + root.request.url);
  const std::string* date = find_header(root.response->headers, "Date");
  if (!date) throw NothingToJudge("the server sends no Date");
  const time_t server = curl_getdate(date->c_str(), nullptr);
  if (server < 0) {
    REPORT_BROKEN({"a date of RFC 9110 section 5.6.7", *date, "Date of " + root.request.url});
    return;
  }
  // When the server wrote its Date: between the request's start and its first byte.
  const auto ours = std::chrono::floor<std::chrono::seconds>(root.timing.started);
  const auto skew = std::chrono::sys_seconds(std::chrono::seconds(server)) - ours;
  subject.note("the server's clock is " + std::to_string(skew.count()) + " s from ours");
  if (std::chrono::abs(skew) > clock_tolerance) {
    REPORT_BROKEN(
        {"a clock within five minutes of ours",
         std::to_string(skew.count()) + " seconds " + (skew.count() > 0 ? "ahead" : "behind"),
         "Date of " + root.request.url});
  }
}

}  // namespace s2sconform::transport
