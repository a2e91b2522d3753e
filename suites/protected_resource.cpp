#include "suites/protected_resource.h"

#include "harness/http/challenge.h"

namespace s2sconform {

Request resource_request(const ProbeContext& context, std::string label) {
  const plugin::ProtectedResource& resource = context.product().resource;
  Request request;
  request.label = std::move(label);
  request.method = resource.method;
  request.url = context.base_url(resource.base_url) + std::string(resource.path);
  request.body = resource.body;
  request.follow_redirects = false;
  if (!resource.content_type.empty()) {
    request.headers.push_back({"Content-Type", std::string(resource.content_type)});
  }
  return request;
}

Task<> probe_without_token(ProbeContext& context) {
  if (context.product().resource.path.empty()) co_return;
  Request empty = resource_request(context, empty_bearer_label);
  empty.headers.push_back({"Authorization", "Bearer"});
  co_await context.send_once(std::move(empty));
  co_await context.send_once(resource_request(context, anonymous_label));
}

bool is_without_token(const Exchange& exchange) {
  return exchange.label == empty_bearer_label || exchange.label == anonymous_label;
}

const Exchange& challenge_exchange(Subject& subject) {
  for (const char* label : {empty_bearer_label, anonymous_label}) {
    const Exchange& exchange = subject.exchange(label);
    if (!exchange.response) continue;
    const ParsedChallenges parsed =
        parse_challenges(header_values(exchange.response->headers, "WWW-Authenticate"));
    if (find_challenge(parsed, "Bearer")) return exchange;
  }
  const Exchange& exchange = subject.exchange(empty_bearer_label);
  if (!exchange.response) {
    throw CouldNotJudge("no answer of " + exchange.request.url + ": " + exchange.failure->message);
  }
  return exchange;
}

}  // namespace s2sconform
