#include "suites/token_server/token_server_probes.h"

#include <nlohmann/json.hpp>

#include "harness/token/decoded_token.h"
#include "suites/metadata/metadata_probes.h"
#include "suites/protected_resource.h"
#include "suites/token_server/token_request.h"

namespace s2sconform::token_server {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* stranger_id = "5d1f7a3e-8b46-4c0d-9e72-3a6b1c4d8f90";

// The header and claims of the first token that is issued, and whether it verifies; the token
// itself stays with the client.
void keep_issued(ProbeContext& context, TokenClient& client, std::string_view body) {
  if (!client.issued.empty()) return;
  client.issued = access_token_in(body);
  if (client.issued.empty()) return;
  const std::string_view token = client.issued.reveal();
  const DecodedToken decoded(token);
  context.record_fact(token_header_label, decoded.header().dump());
  context.record_fact(token_claims_label, decoded.claims().dump());
  context.record_fact(token_signature_label, client.verified(token));
}

Request token_request(const TokenClient& client, std::string_view name, const Form& form) {
  return token_request(exchange_label(name), client.endpoint(), form);
}

Task<> probe_good(ProbeContext& context) {
  TokenClient& client = context.derived<TokenClient>();
  const Exchange* document =
      co_await context.send_once(metadata::get_document(context, metadata::first_get_label));
  if (document->complete()) client.read_document(document->response->body);
  if (client.obstacle().empty() && client.endpoint().empty()) {
    context.record_fact(obstacle_label, "no metadata document was served: see metadata.served");
    co_return;
  }
  if (!client.obstacle().empty()) {
    context.record_fact(obstacle_label, client.obstacle());
    co_return;
  }
  const auto keep = [&](std::string_view body) { keep_issued(context, client, body); };
  Request by_assertion =
      token_request(client, "by-assertion", client.by_assertion(client.sealed_assertion()));
  by_assertion.read_unredacted = keep;
  co_await context.send(std::move(by_assertion));
  if (client.identity().client_secret.empty()) {
    context.record_fact(no_secret_label, "the identity has no client_secret");
    co_return;
  }
  Request by_secret = token_request(client, "by-secret", client.by_secret());
  by_secret.read_unredacted = keep;
  co_await context.send(std::move(by_secret));
}

// What can be asked: the endpoint is known.
bool is_ready(const ProbeContext& context, const TokenClient& client) {
  return client.obstacle().empty() && !client.endpoint().empty() &&
         context.evidence().find(exchange_label("by-assertion"));
}

Task<> probe_standard_grant(ProbeContext& context) {
  TokenClient& client = context.derived<TokenClient>();
  if (!is_ready(context, client)) co_return;
  co_await context.send(
      token_request(client, "standard-grant",
                    client.by_assertion(client.sealed_assertion(), standard_assertion_grant)));
}

Task<> probe_use(ProbeContext& context) {
  TokenClient& client = context.derived<TokenClient>();
  ProbeContext* relying_party = context.peer(context.target().relying_party);
  if (!relying_party || client.issued.empty()) co_return;
  Request request = resource_request(*relying_party, exchange_label("relying-party"));
  request.credentials = {{client.issued}};
  co_await relying_party->send(std::move(request));
}

Task<> probe_get(ProbeContext& context) {
  TokenClient& client = context.derived<TokenClient>();
  if (!is_ready(context, client)) co_return;
  // The parameters that a POST would be granted for, as far as they may stand in a URL: nothing in
  // an assertion is a password, and it serves for this one server for minutes.
  Request request;
  request.label = exchange_label("refuses-get");
  request.url = client.endpoint() + "?" + client.by_assertion(client.sealed_assertion()).encoded();
  request.follow_redirects = false;
  request.body_is_secret = true;
  co_await context.send(std::move(request));
}

// A request that should be refused: a good form with one edit. nullopt when the identity has not
// what it needs.
struct RefusedCase {
  const char* name;
  std::optional<Form> (*make)(TokenClient& client);
};

template <class Edit>
Form edited_assertion(TokenClient& client, Edit edit) {
  Draft draft = client.assertion();
  edit(draft);
  return client.by_assertion(seal(draft));
}

std::optional<Form> wrong_secret(TokenClient& client) {
  if (client.identity().client_secret.empty()) return std::nullopt;
  return client.by_secret().set("client_secret", "not-the-secret-of-this-client");
}

std::optional<Form> unknown_client(TokenClient& client) {
  const std::string id = client.client_id();
  return client.by_secret()
      .set("client_id", stranger_id + id.substr(id.find('@')))
      .set("client_secret", "not-the-secret-of-this-client");
}

std::optional<Form> unsigned_assertion(TokenClient& client) {
  return edited_assertion(client, [](Draft& draft) {
    draft.header.set("alg", json_string("none"));
    draft.signing = {};
  });
}

std::optional<Form> other_key(TokenClient& client) {
  return edited_assertion(
      client, [&](Draft& draft) { draft.signing.key = &client.identity().stranger->key(); });
}

std::optional<Form> unknown_x5t(TokenClient& client) {
  const SigningKey& stranger = client.identity().stranger->key();
  return edited_assertion(client, [&](Draft& draft) {
    draft.header.set("x5t", json_string(stranger.x5t()));
    draft.signing.key = &stranger;
  });
}

std::optional<Form> expired(TokenClient& client) {
  return edited_assertion(client, [&](Draft& draft) {
    draft.claims.set("nbf", time_as_string(client.now() - hours{2}))
        .set("exp", time_as_string(client.now() - minutes{10}));
  });
}

std::optional<Form> not_yet_valid(TokenClient& client) {
  return edited_assertion(client, [&](Draft& draft) {
    draft.claims.set("nbf", time_as_string(client.now() + hours{1}))
        .set("exp", time_as_string(client.now() + hours{2}));
  });
}

// RFC 7521 5.1: the audience of the assertion is the token server. Here it is the resource.
std::optional<Form> other_audience(TokenClient& client) {
  return edited_assertion(
      client, [&](Draft& draft) { draft.claims.set("aud", json_string(client.resource())); });
}

std::optional<Form> other_issuer(TokenClient& client) {
  const std::string id = client.client_id();
  return edited_assertion(client, [&](Draft& draft) {
    draft.claims.set("iss", json_string(stranger_id + id.substr(id.find('@'))));
  });
}

std::optional<Form> unknown_resource(TokenClient& client) {
  const std::string& resource = client.resource();
  return client.by_assertion(client.sealed_assertion())
      .set("resource",
           stranger_id + std::string("/elsewhere.invalid") + resource.substr(resource.find('@')));
}

std::optional<Form> unknown_grant(TokenClient& client) {
  return client.by_assertion(client.sealed_assertion()).set("grant_type", "urn:example:no-grant");
}

std::optional<Form> missing_grant(TokenClient& client) {
  return client.by_assertion(client.sealed_assertion()).remove("grant_type");
}

constexpr RefusedCase refused_cases[] = {{"refuses-wrong-secret", &wrong_secret},
                                         {"refuses-unknown-client", &unknown_client},
                                         {"refuses-unsigned-assertion", &unsigned_assertion},
                                         {"refuses-other-key", &other_key},
                                         {"refuses-unknown-x5t", &unknown_x5t},
                                         {"refuses-expired", &expired},
                                         {"refuses-not-yet-valid", &not_yet_valid},
                                         {"refuses-other-audience", &other_audience},
                                         {"refuses-other-issuer", &other_issuer},
                                         {"refuses-unknown-resource", &unknown_resource},
                                         {"refuses-unknown-grant", &unknown_grant},
                                         {"refuses-missing-grant", &missing_grant}};

Task<> probe_refused(ProbeContext& context, RefusedCase refused) {
  TokenClient& client = context.derived<TokenClient>();
  if (!is_ready(context, client)) co_return;
  const std::optional<Form> form = refused.make(client);
  if (!form) co_return;
  co_await context.send(token_request(client, refused.name, *form));
}

}  // namespace

std::string exchange_label(std::string_view name) { return "token-server." + std::string(name); }

std::vector<Probe> probes() {
  std::vector<Probe> probes{{"good", &probe_good, Stage::first},
                            {"standard-grant", &probe_standard_grant},
                            {"use", &probe_use},
                            {"refuses-get", &probe_get}};
  for (const RefusedCase& refused : refused_cases) {
    probes.push_back({refused.name, [refused](ProbeContext& context) {
                        return probe_refused(context, refused);
                      }});
  }
  return probes;
}

}  // namespace s2sconform::token_server
