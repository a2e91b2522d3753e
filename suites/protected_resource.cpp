#include "suites/protected_resource.h"

#include <algorithm>

#include "harness/base/ascii.h"

namespace s2sconform {

Request resource_request(const ProbeContext& context, std::string label) {
  const plugin::ProtectedResource& resource = context.product().resource;
  return described_request(context, std::move(label), resource, std::string(resource.body));
}

Task<> probe_without_token(ProbeContext& context) {
  if (context.product().resource.path.empty()) co_return;
  Request empty = resource_request(context, empty_bearer_label);
  empty.headers.push_back({"Authorization", "Bearer"});
  co_await context.send_once(std::move(empty));
  co_await context.send_once(resource_request(context, anonymous_label));
}

bool is_accepted(const plugin::Product& product, const Exchange& exchange) {
  const auto& accepted = product.resource.accepted_status;
  return exchange.complete() &&
         std::find(accepted.begin(), accepted.end(), exchange.response->status) != accepted.end();
}

bool is_refused(const plugin::Product& product, const Exchange& exchange) {
  const auto& refused = product.resource.refused_status;
  return exchange.complete() &&
         std::find(refused.begin(), refused.end(), exchange.response->status) != refused.end();
}

std::string describe(const plugin::Product& product, const Exchange& exchange) {
  if (!exchange.response) return "no answer: " + exchange.failure->message;
  std::string text = "status " + std::to_string(exchange.response->status);
  const std::string name(product.resource.diagnostics_header);
  if (name.empty()) return text;
  const std::string* diagnostics = find_header(exchange.response->headers, name);
  return diagnostics ? text + ", " + name + ": " + *diagnostics : text;
}

std::string place_of(const Exchange& exchange) {
  return exchange.label + ": " + exchange.request.method + " " + exchange.request.url;
}

std::optional<Challenge> bearer_challenge(const Exchange& exchange) {
  if (!exchange.response) return std::nullopt;
  const ParsedChallenges parsed =
      parse_challenges(header_values(exchange.response->headers, "WWW-Authenticate"));
  const Challenge* bearer = find_challenge(parsed, "Bearer");
  return bearer ? std::optional<Challenge>(*bearer) : std::nullopt;
}

std::string trusted_issuers_text(Subject& subject) {
  for (const char* label : {empty_bearer_label, anonymous_label}) {
    const Exchange* exchange = subject.find_exchange(label);
    const auto bearer = exchange ? bearer_challenge(*exchange) : std::nullopt;
    const std::string* issuers = bearer ? bearer->parameter("trusted_issuers") : nullptr;
    if (issuers) return lower_case(*issuers);
  }
  return {};
}

bool acceptance_is_undocumented(const ProductVersion& product) {
  return !product.tokens().acceptance_is_documented;
}

std::string_view without_resource(const ProductVersion& product) {
  return product.product->resource.path.empty() ? "the plugin names no protected resource" : "";
}

bool is_without_token(const Exchange& exchange) {
  return exchange.label == empty_bearer_label || exchange.label == anonymous_label;
}

const Exchange& challenge_exchange(Subject& subject) {
  for (const char* label : {empty_bearer_label, anonymous_label}) {
    const Exchange& exchange = subject.exchange(label);
    if (bearer_challenge(exchange)) return exchange;
  }
  const Exchange& exchange = subject.exchange(empty_bearer_label);
  if (!exchange.response) {
    throw CouldNotJudge("no answer of " + exchange.request.url + ": " + exchange.failure->message);
  }
  return exchange;
}

}  // namespace s2sconform
