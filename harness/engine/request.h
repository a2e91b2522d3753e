// A request that a probe asks the engine to send.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/secret.h"
#include "harness/evidence/exchange.h"
#include "harness/targets/target.h"

namespace s2sconform {

// A TLS connection that is offered nothing but this. Used to learn what a server takes.
struct TlsOffer {
  TlsVersion minimum;
  TlsVersion maximum;
  std::string
      ciphers;  // OpenSSL cipher list for TLS 1.2 and before; empty: all but the keyless ones
};

// Sent as an Authorization header, "<scheme> <token>".
struct Credential {
  Secret token;
  std::string scheme = "Bearer";
};

// A request that carries a secret (credentials, a token in its query, a secret body) is sent over
// https with the certificate verified, to hosts that the target names, and stays on its origin when
// redirected.
struct Request {
  std::string label;  // of the recorded exchange; unique within the target
  std::string method = "GET";
  std::string url;  // absolute
  Headers headers;
  std::string body;
  std::vector<Credential> credentials;  // each a header of its own, in order
  std::optional<Secret> query_token;    // appended to the URL as access_token (RFC 6750, 2.3)
  bool body_is_secret = false;          // the body holds a password or an assertion
  // Given the whole answer's body before it is redacted, for a token in it. What is taken out must
  // be kept as a Secret.
  std::function<void(std::string_view body)> read_unredacted;
  bool follow_redirects = true;
  // Over a connection of its own that serves nothing else.
  bool own_connection = false;
  // Leaves the target's secret headers out, so that a bad certificate can be looked at.
  bool without_secrets = false;
  // "10.0.0.5:443": connect there instead of to the URL's host, to ask one node of a farm.
  std::optional<std::string> node;
  // Ends after the TLS handshake; no HTTP request is sent. Complete when the handshake succeeded.
  std::optional<TlsOffer> handshake_only;

  // Changes nothing on the server, though it is neither GET nor HEAD: where the server is busy, it
  // is asked again.
  bool only_asks = false;

  bool carries_secret() const {
    return !credentials.empty() || query_token.has_value() || body_is_secret;
  }
};

}  // namespace s2sconform
