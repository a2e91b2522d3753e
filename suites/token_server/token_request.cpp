#include "suites/token_server/token_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "harness/json/strict_json.h"
#include "harness/token/decoded_token.h"
#include "suites/metadata/metadata_document.h"

namespace s2sconform::token_server {
namespace {

constexpr std::chrono::minutes assertion_lifetime{5};

// application/x-www-form-urlencoded, everything but unreserved characters escaped.
std::string form_encoded(std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += hexadecimal[byte >> 4];
      encoded += hexadecimal[byte & 0xF];
    }
  }
  return encoded;
}

std::string host_of(const std::string& url) {
  const auto parts = parse_url(url);
  return parts ? parts->host : std::string();
}

}  // namespace

std::string resource_of(const ProbeContext& product) {
  return std::string(product.product().principal_id) + "/" +
         host_of(product.base_url(product.product().resource.base_url)) + "@" +
         product.target().realm;
}

Form& Form::set(const std::string& name, std::string value) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const auto& member) { return member.first == name; });
  if (found == members_.end()) {
    members_.emplace_back(name, std::move(value));
  } else {
    found->second = std::move(value);
  }
  return *this;
}

Form& Form::remove(const std::string& name) {
  std::erase_if(members_, [&](const auto& member) { return member.first == name; });
  return *this;
}

std::string Form::encoded() const {
  std::string text;
  for (const auto& [name, value] : members_) {
    if (!text.empty()) text += '&';
    text += form_encoded(name) + "=" + form_encoded(value);
  }
  return text;
}

TokenClient::TokenClient(const ProbeContext& server, std::shared_ptr<const Identity> identity,
                         std::string resource)
    : server_audience_(std::string(server.product().principal_id) + "/" +
                       host_of(server.base_url("metadata")) + "@" + server.target().realm),
      resource_(std::move(resource)),
      realm_(server.target().realm),
      identity_(std::move(identity)),
      now_(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())) {}

TokenClient::TokenClient(ProbeContext& context)
    : TokenClient(context, context.target().identity, "") {
  const ProbeContext* relying_party = context.peer(context.target().relying_party);
  if (!identity_) {
    obstacle_ =
        "the target names no identity: add \"identity\" to it and describe the identity in "
        "\"identities\"";
  } else if (!relying_party) {
    obstacle_ =
        "the target names no relying_party: add the name of a target whose product trusts the "
        "token server";
  } else if (realm_ == "*" || relying_party->target().realm == "*") {
    obstacle_ = "a realm is \"*\" and a token names one: write the realm into the targets file";
  } else {
    resource_ = resource_of(*relying_party);
  }
}

void TokenClient::read_document(std::string_view body) {
  CertificateCache cache;
  const metadata::Document document = metadata::parse_document(body, "", cache);
  for (const metadata::Key* key : document.signing_certificates()) {
    certificates_.push_back((*key->certificate)->der);
  }
  for (const metadata::Endpoint& endpoint : document.endpoints) {
    const bool issues =
        endpoint.protocol.folded() == "oauth2" && endpoint.usage.folded() == "issuance";
    if (issues && endpoint_.empty()) endpoint_ = endpoint.location.text;
  }
  if (!obstacle_.empty()) return;
  if (endpoint_.empty()) {
    obstacle_ =
        "the metadata document names no issuance endpoint: see "
        "token-server.issuance-endpoint";
  }
}

std::string TokenClient::client_id() const { return identity_->application_id + "@" + realm_; }

Draft TokenClient::assertion() const {
  Draft draft;
  draft.header.add("typ", json_string("JWT"))
      .add("alg", json_string("RS256"))
      .add("x5t", json_string(identity_->key.x5t()));
  draft.claims.add("aud", json_string(server_audience_))
      .add("iss", json_string(client_id()))
      .add("nameid", json_string(client_id()))
      .add("nbf", time_as_string(now_ - assertion_lifetime))
      .add("exp", time_as_string(now_ + assertion_lifetime));
  draft.signing = {Signing::Kind::rs256, &identity_->key, {}};
  return draft;
}

const std::string& TokenClient::sealed_assertion() {
  if (sealed_assertion_.empty()) sealed_assertion_ = seal(assertion());
  return sealed_assertion_;
}

Form TokenClient::by_secret() const {
  Form form;
  form.set("grant_type", "client_credentials")
      .set("client_id", client_id())
      .set("client_secret", std::string(identity_->client_secret.reveal()))
      .set("resource", resource_);
  return form;
}

Form TokenClient::by_assertion(const std::string& sealed, const char* grant) const {
  Form form;
  form.set("grant_type", grant).set("assertion", sealed).set("resource", resource_);
  return form;
}

std::string TokenClient::verified(std::string_view token) const {
  const DecodedToken decoded(token);
  if (!decoded.defects().empty()) return "is no token: " + decoded.defects().front();
  std::string x5t = decoded.header_text("x5t").value_or("");
  x5t.erase(x5t.find_last_not_of('=') + 1);
  for (const std::string& der : certificates_) {
    if (!x5t.empty() && x5t_of(der) != x5t) continue;
    if (verify_rs256(der, decoded.signing_input(), decoded.signature())) {
      return "verifies by the key " + x5t_of(der);
    }
    if (!x5t.empty()) return "does not verify by the key " + x5t + " that it names";
  }
  return x5t.empty() ? "does not verify by any published key"
                     : "names the key " + x5t + ", which is not published";
}

Request token_request(std::string label, const std::string& endpoint, const Form& form) {
  Request request;
  request.label = std::move(label);
  request.method = "POST";
  request.url = endpoint;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = form.encoded();
  request.body_is_secret = true;
  request.follow_redirects = false;
  return request;
}

Secret access_token_in(std::string_view body) {
  nlohmann::ordered_json document;
  const JsonFacts facts = parse_strict_json(body, document);
  if (!facts.valid || !document.is_object()) return Secret();
  const auto found = document.find("access_token");
  if (found == document.end() || !found->is_string()) return Secret();
  return Secret(found->get<std::string>());
}

}  // namespace s2sconform::token_server
