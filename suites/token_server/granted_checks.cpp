#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "harness/identity/identity.h"
#include "harness/json/strict_json.h"
#include "harness/judge/conforms.h"
#include "suites/metadata/metadata_document.h"
#include "suites/protected_resource.h"
#include "suites/token_server/token_server_checks.h"
#include "suites/token_server/token_server_probes.h"

namespace s2sconform::token_server {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(std::string_view text) {
  Json value;
  const JsonFacts facts = parse_strict_json(text, value);
  return facts.valid && value.is_object() ? value : Json::object();
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

// A whole number, written as one or as a string; nullopt for anything else.
std::optional<std::int64_t> number_of(const Json& object, const char* name) {
  const std::string text = text_of(object, name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<const metadata::Endpoint*> issuance_endpoints(const metadata::Document& document) {
  std::vector<const metadata::Endpoint*> found;
  for (const metadata::Endpoint& endpoint : document.endpoints) {
    if (endpoint.protocol.folded() == "oauth2" && endpoint.usage.folded() == "issuance") {
      found.push_back(&endpoint);
    }
  }
  return found;
}

std::string describe(const Exchange& exchange) {
  if (!exchange.response) return "no answer: " + exchange.failure->message;
  std::string text = "status " + std::to_string(exchange.response->status);
  const Json body = object_of(exchange.response->body);
  const std::string error = text_of(body, "error");
  if (!error.empty()) text += ", error " + error + ": " + text_of(body, "error_description");
  return text;
}

Json token_claims(Subject& subject) {
  granted(subject);
  return object_of(subject.fact(token_claims_label));
}

const Peer& relying_party(Subject& subject) {
  for (const Peer& peer : subject.peers()) {
    if (peer.target->name == subject.target().relying_party) return peer;
  }
  throw NothingToJudge("the target names no relying_party");
}

}  // namespace

const Exchange& answer_to(Subject& subject, std::string_view name) {
  if (const auto* obstacle = subject.find_fact(obstacle_label)) throw NothingToJudge(*obstacle);
  return subject.exchange(exchange_label(name));
}

bool is_granted(const Exchange& exchange) {
  if (!exchange.complete() || exchange.response->status / 100 != 2) return false;
  return object_of(exchange.response->body).contains("access_token");
}

const Exchange& granted(Subject& subject) {
  const Exchange& by_assertion = answer_to(subject, "by-assertion");
  if (is_granted(by_assertion)) return by_assertion;
  const Exchange* by_secret = subject.find_exchange(exchange_label("by-secret"));
  if (by_secret && is_granted(*by_secret)) return *by_secret;
  throw CouldNotJudge(
      "no token was issued: see token-server.issues-for-assertion and "
      "token-server.issues-for-secret");
}

void check_issuance_endpoint(Subject& subject) {
  const metadata::Document& document = subject.derived<metadata::Published>().document;
  const auto endpoints = issuance_endpoints(document);
  if (endpoints.size() == 1) return;
  REPORT_BROKEN({"one endpoint of protocol OAuth2 and usage issuance",
                 std::to_string(endpoints.size()), document.where("/endpoints")});
}

void check_issuance_endpoint_https(Subject& subject) {
  const metadata::Document& document = subject.derived<metadata::Published>().document;
  const auto endpoints = issuance_endpoints(document);
  if (endpoints.empty()) throw NothingToJudge("judged with token-server.issuance-endpoint only");
  for (const metadata::Endpoint* endpoint : endpoints) {
    const auto url = parse_url(endpoint->location.text);
    if (url && url->scheme == "https") continue;
    REPORT_BROKEN({"an https URL", endpoint->location.text, endpoint->location.where});
  }
}

void check_issues_for_assertion(Subject& subject) {
  const Exchange& exchange = answer_to(subject, "by-assertion");
  if (!is_granted(exchange)) {
    REPORT_BROKEN({"status 200 with an access_token", describe(exchange), place_of(exchange)});
  }
}

void check_issues_for_secret(Subject& subject) {
  if (const auto* reason = subject.find_fact(no_secret_label)) throw NothingToJudge(*reason);
  const Exchange& exchange = answer_to(subject, "by-secret");
  if (!is_granted(exchange)) {
    REPORT_BROKEN({"status 200 with an access_token", describe(exchange), place_of(exchange)});
  }
}

void check_standard_grant(Subject& subject) {
  const Exchange& exchange = answer_to(subject, "standard-grant");
  if (is_granted(exchange)) {
    subject.note("granted");
    return;
  }
  const bool refused =
      exchange.complete() && exchange.response->status == 400 &&
      text_of(object_of(exchange.response->body), "error") == "unsupported_grant_type";
  if (refused) {
    subject.note("refused with unsupported_grant_type");
  } else {
    REPORT_BROKEN({"a token, or status 400 with unsupported_grant_type", describe(exchange),
                   place_of(exchange)});
  }
}

void check_response_json(Subject& subject) {
  const Exchange& exchange = granted(subject);
  const std::string* type = find_header(exchange.response->headers, "Content-Type");
  const std::string media = type ? lower_case(type->substr(0, type->find(';'))) : "no Content-Type";
  if (media != "application/json") REPORT_BROKEN({"application/json", media, place_of(exchange)});
}

void check_token_type(Subject& subject) {
  const Exchange& exchange = granted(subject);
  const std::string type = text_of(object_of(exchange.response->body), "token_type");
  if (!equal_ignoring_case(type, "Bearer")) {
    REPORT_BROKEN(
        {"Bearer", type.empty() ? "no token_type" : type, "token_type in " + place_of(exchange)});
  }
}

void check_no_store(Subject& subject) {
  const Exchange& exchange = granted(subject);
  for (const std::string& value : header_values(exchange.response->headers, "Cache-Control")) {
    if (lower_case(value).find("no-store") != std::string::npos) return;
  }
  const std::string* value = find_header(exchange.response->headers, "Cache-Control");
  REPORT_BROKEN(
      {"Cache-Control: no-store", value ? *value : "no Cache-Control", place_of(exchange)});
}

void check_expires_in(Subject& subject) {
  const Exchange& exchange = granted(subject);
  const Json body = object_of(exchange.response->body);
  if (!body.contains("expires_in")) throw NothingToJudge("the answer has no expires_in");
  const auto expires_in = number_of(body, "expires_in");
  if (!expires_in) {
    REPORT_BROKEN({"a number of seconds", text_of(body, "expires_in"),
                   "expires_in in " + place_of(exchange)});
    return;
  }
  const auto end = number_of(token_claims(subject), "exp");
  if (!end) throw NothingToJudge("judged with token-server.token-lifetime only");
  const auto sent = std::chrono::floor<std::chrono::seconds>(exchange.timing.started);
  const std::int64_t left = *end - sent.time_since_epoch().count();
  constexpr std::int64_t tolerance = 300;  // the two clocks may differ by minutes
  if (*expires_in > left + tolerance || *expires_in < left - tolerance) {
    REPORT_BROKEN({std::to_string(left) + ", what is left until the token's exp",
                   std::to_string(*expires_in), "expires_in in " + place_of(exchange)});
  }
}

void check_token_header(Subject& subject) {
  granted(subject);
  const Json header = object_of(subject.fact(token_header_label));
  const std::string where = "header of the issued token";
  EXPECT_CONFORMS(at(text_of(header, "typ"), "typ in the " + where), testing::StrCaseEq("JWT"));
  EXPECT_CONFORMS(at(text_of(header, "alg"), "alg in the " + where), testing::StrEq("RS256"));
  if (text_of(header, "x5t").empty()) {
    REPORT_BROKEN({"the thumbprint of the signing certificate", "no x5t", "x5t in the " + where});
  }
}

void check_token_signature(Subject& subject) {
  granted(subject);
  const std::string& result = subject.fact(token_signature_label);
  if (!result.starts_with("verifies")) {
    REPORT_BROKEN({"a signature by a published key", "the issued token " + result,
                   "signature of the issued token"});
  }
}

void check_token_audience(Subject& subject) {
  const Json claims = token_claims(subject);
  const Peer& peer = relying_party(subject);
  const auto& urls = peer.target->base_urls;
  const auto url = urls.find(std::string(peer.product.product->resource.base_url));
  const auto parts = parse_url(url != urls.end() ? url->second : urls.at("metadata"));
  const std::string asked = std::string(peer.product.product->principal_id) + "/" +
                            (parts ? parts->host : "") + "@" + peer.target->realm;
  EXPECT_CONFORMS(at(text_of(claims, "aud"), "aud of the issued token"), testing::StrEq(asked));
}

void check_token_issuer(Subject& subject) {
  const Json claims = token_claims(subject);
  const metadata::Document& document = subject.derived<metadata::Published>().document;
  if (!document.issuer.is_string()) throw NothingToJudge("judged with metadata.issuer-form only");
  EXPECT_CONFORMS(at(text_of(claims, "iss"), "iss of the issued token"),
                  testing::StrEq(document.issuer.text));
}

void check_token_client(Subject& subject) {
  const Json claims = token_claims(subject);
  const std::string client =
      subject.target().identity->application_id + "@" + subject.target().realm;
  EXPECT_CONFORMS(at(text_of(claims, "nameid"), "nameid of the issued token"),
                  testing::StrCaseEq(client));
}

void check_token_lifetime(Subject& subject) {
  const Json claims = token_claims(subject);
  const auto begin = number_of(claims, "nbf");
  const auto end = number_of(claims, "exp");
  if (!end || !begin) {
    REPORT_BROKEN({"nbf and exp",
                   "nbf " + text_of(claims, "nbf") + ", exp " + text_of(claims, "exp"),
                   "claims of the issued token"});
    return;
  }
  constexpr std::int64_t day = 24 * 60 * 60;
  constexpr std::int64_t leeway = 3600;  // what is seen in the field is a day and some minutes
  if (*end <= *begin || *end - *begin > day + leeway) {
    REPORT_BROKEN({"a day at most", std::to_string(*end - *begin) + " seconds",
                   "nbf and exp of the issued token"});
  }
}

void check_token_accepted(Subject& subject) {
  granted(subject);
  const Peer& peer = relying_party(subject);
  if (peer.product.product->resource.path.empty()) {
    throw NothingToJudge("the relying party's plugin names no protected resource");
  }
  const Exchange& exchange = answer_to(subject, "relying-party");
  const auto& accepted = peer.product.product->resource.accepted_status;
  if (exchange.failure && exchange.failure->kind == FailureKind::certificate) {
    throw CouldNotJudge("no token is sent to a server whose certificate does not verify: " +
                        exchange.failure->message);
  }
  if (exchange.complete() &&
      std::find(accepted.begin(), accepted.end(), exchange.response->status) != accepted.end()) {
    return;
  }
  std::string answer = describe(exchange);
  const std::string name(peer.product.product->resource.diagnostics_header);
  const std::string* diagnostics =
      exchange.response ? find_header(exchange.response->headers, name) : nullptr;
  if (diagnostics) answer += ", " + name + ": " + *diagnostics;
  REPORT_BROKEN(
      {"the issued token is accepted by " + peer.target->name, answer, place_of(exchange)});
}

}  // namespace s2sconform::token_server
