// A product's protected resource, asked without a token. Several suites look at the answers, so
// each is asked for once. Labels of the exchanges:
//
//   resource.empty-bearer  with "Authorization: Bearer" and nothing behind it
//   resource.anonymous     without an Authorization header
#pragma once

#include <optional>
#include <string>

#include "harness/http/challenge.h"
#include "harness/suite/suite.h"

namespace s2sconform {

inline constexpr unsigned unauthorized = 401;  // the status: RFC 9110, 15.5.2

inline constexpr const char* empty_bearer_label = "resource.empty-bearer";
inline constexpr const char* anonymous_label = "resource.anonymous";

// A request to where a plugin's description (ProtectedResource, AccountQuestion) leads, without
// credentials.
template <class Described>
Request described_request(const ProbeContext& context, std::string label,
                          const Described& described, std::string body) {
  Request request;
  request.label = std::move(label);
  request.method = described.method;
  request.url = context.base_url(described.base_url) + std::string(described.path);
  request.body = std::move(body);
  request.follow_redirects = false;
  if (!described.content_type.empty()) {
    request.headers.push_back({"Content-Type", std::string(described.content_type)});
  }
  return request;
}

// That of the product's protected resource.
Request resource_request(const ProbeContext& context, std::string label);

// Asks both ways. Does nothing when the plugin names no protected resource.
Task<> probe_without_token(ProbeContext& context);

// Whether the answer's status is one of those that the product gives to a good token, or to a
// refused one.
bool is_accepted(const plugin::Product& product, const Exchange& exchange);
bool is_refused(const plugin::Product& product, const Exchange& exchange);
// "status 401, x-ms-diagnostics: 2000004;reason=…": what the server said, with its diagnostics.
std::string describe(const plugin::Product& product, const Exchange& exchange);
// "token.sane-before.user: GET https://…"
std::string place_of(const Exchange& exchange);
// The Bearer challenge of an answer; nullopt when it has none, or there is no answer.
std::optional<Challenge> bearer_challenge(const Exchange& exchange);
// trusted_issuers of the first Bearer challenge among the answers without token, in lower case.
std::string trusted_issuers_text(Subject& subject);
// Why requirements about a protected resource do not bind the product; empty when they do.
std::string_view without_resource(const ProductVersion& product);
// Whether no source says that the resource takes such tokens: what it refuses is a warning then.
bool acceptance_is_undocumented(const ProductVersion& product);

// A request that carried no token.
bool is_without_token(const Exchange& exchange);

// The answer with the product's Bearer challenge: that to an empty Bearer, or to no header when the
// other has none. Throws CouldNotJudge when neither was answered.
const Exchange& challenge_exchange(Subject& subject);

}  // namespace s2sconform
