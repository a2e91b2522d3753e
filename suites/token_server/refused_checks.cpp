#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/base/ascii.h"
#include "harness/json/strict_json.h"
#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/token_server/token_server_checks.h"
#include "suites/token_server/token_server_probes.h"

namespace s2sconform::token_server {
namespace {

using Json = nlohmann::ordered_json;

// The complete answers that granted nothing. One to GET need not be a token answer at all.
std::vector<const Exchange*> refusals(Subject& subject) {
  answer_to(subject, "by-assertion");  // throws when nothing could be asked
  std::vector<const Exchange*> found;
  for (const auto& [label, exchange] : subject.evidence().exchanges) {
    const bool is_case =
        label.starts_with("token-server.refuses-") && label != "token-server.refuses-get";
    if (is_case && exchange.complete() && !is_granted(exchange)) {
      found.push_back(subject.find_exchange(label));
    }
  }
  if (found.empty()) throw NothingToJudge("nothing was refused");
  return found;
}

bool is_json_type(const Exchange& exchange) {
  const std::string* type = find_header(exchange.response->headers, "Content-Type");
  return type && lower_case(type->substr(0, type->find(';'))) == "application/json";
}

// The error member; nullopt when the body is no JSON object with one.
std::optional<std::string> error_of(const Exchange& exchange) {
  Json body;
  const JsonFacts facts = parse_strict_json(exchange.response->body, body);
  if (!facts.valid || !body.is_object()) return std::nullopt;
  const auto found = body.find("error");
  if (found == body.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

std::function<void(Subject&)> refused(std::string_view name) {
  return [name](Subject& subject) {
    const Exchange& good = answer_to(subject, "by-assertion");
    const bool of_secret = name == "refuses-wrong-secret";
    if (of_secret) {
      if (const auto* reason = subject.find_fact(no_secret_label)) throw NothingToJudge(*reason);
      if (!is_granted(answer_to(subject, "by-secret"))) {
        throw CouldNotJudge("the right secret is refused too: see token-server.issues-for-secret");
      }
    } else if (!is_granted(good)) {
      throw CouldNotJudge("a good assertion is refused too: see token-server.issues-for-assertion");
    }
    const Exchange& exchange = answer_to(subject, name);
    if (!exchange.response) {
      REPORT_BROKEN(
          {"an error answer", "no answer: " + exchange.failure->message, place_of(exchange)});
    } else if (is_granted(exchange)) {
      REPORT_BROKEN({"an error answer", "a token was issued", place_of(exchange)});
    }
  };
}

void check_error_json(Subject& subject) {
  for (const Exchange* exchange : refusals(subject)) {
    if (is_json_type(*exchange) && error_of(*exchange)) continue;
    const std::string* type = find_header(exchange->response->headers, "Content-Type");
    REPORT_BROKEN({"a JSON object with the member error",
                   is_json_type(*exchange) ? "no such member" : (type ? *type : "no Content-Type"),
                   place_of(*exchange)});
    return;
  }
}

void check_error_code(Subject& subject) {
  // RFC 6749 5.2, and RFC 8707 2 for resources.
  constexpr std::array known{"invalid_request",        "invalid_client",  "invalid_grant",
                             "unauthorized_client",    "invalid_scope",   "invalid_target",
                             "unsupported_grant_type", "invalid_resource"};
  // Where RFC 6749 leaves no choice.
  const std::map<std::string_view, std::string_view> fixed{
      {"token-server.refuses-unknown-grant", "unsupported_grant_type"},
      {"token-server.refuses-missing-grant", "invalid_request"},
      {"token-server.refuses-wrong-secret", "invalid_client"},
      {"token-server.refuses-unknown-client", "invalid_client"}};
  for (const Exchange* exchange : refusals(subject)) {
    const std::optional<std::string> error = error_of(*exchange);
    if (!error) continue;  // judged by token-server.error-json
    const auto expected = fixed.find(exchange->label);
    if (expected != fixed.end() && *error != expected->second) {
      REPORT_BROKEN({std::string(expected->second), *error, "error in " + place_of(*exchange)});
    } else if (std::find(known.begin(), known.end(), *error) == known.end()) {
      REPORT_BROKEN({"an error code of RFC 6749", *error, "error in " + place_of(*exchange)});
    }
  }
}

void check_error_status(Subject& subject) {
  for (const Exchange* exchange : refusals(subject)) {
    const unsigned status = exchange->response->status;
    if (status == 400 || status == 401) continue;
    REPORT_BROKEN({"status 400, or 401 for the client's authentication",
                   "status " + std::to_string(status), place_of(*exchange)});
    return;
  }
}

// What is recorded is redacted: a mark stands where a secret stood.
void check_error_no_echo(Subject& subject) {
  for (const Exchange* exchange : refusals(subject)) {
    if (exchange->response->body.find("[redacted]") == std::string::npos) continue;
    REPORT_BROKEN({"an error without the client's secret and assertion",
                   "what the client sent as its credentials",
                   "body of the answer to " + place_of(*exchange)});
    return;
  }
}

}  // namespace s2sconform::token_server
