#include "harness/engine/target_session.h"

#include <utility>
#include <vector>

#include "harness/base/base64.h"
#include "harness/identity/identity.h"
#include "harness/targets/address.h"

namespace s2sconform {
namespace {

std::vector<Secret> secrets_of(const Target& target) {
  std::vector<Secret> secrets;
  for (const ConfiguredHeader& header : target.headers) {
    if (const Secret* secret = std::get_if<Secret>(&header.value)) secrets.push_back(*secret);
  }
  if (target.proxy && !target.proxy->password.empty()) {
    const Secret& password = target.proxy->password;
    secrets.push_back(password);
    // As it goes over the wire: without TLS to the server, a proxy may send it back.
    secrets.emplace_back(encode_base64(target.proxy->user + ":" + std::string(password.reveal())));
  }
  if (target.identity && !target.identity->client_secret.empty()) {
    secrets.push_back(target.identity->client_secret);
  }
  return secrets;
}

constexpr unsigned dead_exchanges_allowed = 3;

// Whether the request is an ordinary one, which a server that is there answers. A handshake that
// should fail, plain HTTP and a single node may get no answer from a healthy target.
bool tells_of_life(const Request& request) {
  return !request.handshake_only && !request.node && request.url.starts_with("https:");
}

bool is_dead(const Exchange& exchange) {
  if (exchange.response || !exchange.failure) return false;
  switch (exchange.failure->kind) {
    case FailureKind::resolve:
    case FailureKind::connect:
    case FailureKind::tls:
    case FailureKind::deadline:
    case FailureKind::protocol:
      return true;
    default:
      return false;
  }
}

}  // namespace

TargetSession::TargetSession(const Target& target, TrustAnchors anchors)
    : target_(target), anchors_(std::move(anchors)), redactor_(secrets_of(target)) {
  for (const ResolveEntry& entry : target.resolve) {
    const std::string text = Address{entry.host, entry.port}.text() + ":" +
                             Address{entry.address, entry.address_port}.text();
    resolve_.reset(curl_slist_append(resolve_.release(), text.c_str()));
  }
  for (const ConfiguredHeader& header : target.headers) {
    has_secret_headers_ |= std::holds_alternative<Secret>(header.value);
  }
}

curl_slist* TargetSession::connect_to(const UrlParts& url, const std::string* node) {
  if (!node) return resolve_.get();
  const std::string text = Address{url.host, url.port}.text() + ":" + *node;
  const auto found = nodes_.find(text);
  if (found != nodes_.end()) return found->second.get();
  CurlList list(curl_slist_append(nullptr, text.c_str()), &curl_slist_free_all);
  return nodes_.emplace(text, std::move(list)).first->second.get();
}

void TargetSession::count_exchange(const Request& request, const Exchange& exchange) {
  if (!tells_of_life(request) || !given_up_.empty()) return;
  if (!is_dead(exchange)) {
    dead_in_a_row_ = 0;
  } else if (++dead_in_a_row_ == dead_exchanges_allowed) {
    given_up_ =
        "not sent: three requests in a row got no answer (" + exchange.failure->message + ")";
  }
}

std::string TargetSession::objection_to(const Request& request) const {
  return tells_of_life(request) ? given_up_ : "";
}

}  // namespace s2sconform
