// A request that a probe asks the engine to send.
#pragma once

#include <optional>
#include <string>

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

struct Request {
  std::string label;  // of the recorded exchange; unique within the target
  std::string method = "GET";
  std::string url;  // absolute
  Headers headers;
  std::string body;
  // Sent as "Authorization: Bearer …". Makes the engine verify the certificate, refuse plain HTTP
  // and any host that the target does not name, and stay on the origin when redirected.
  std::optional<Secret> bearer_token;
  bool follow_redirects = true;
  // Leaves the target's secret headers out, so that a bad certificate can be looked at.
  bool without_secrets = false;
  // "10.0.0.5:443": connect there instead of to the URL's host, to ask one node of a farm.
  std::optional<std::string> node;
  // Ends after the TLS handshake; no HTTP request is sent. Complete when the handshake succeeded.
  std::optional<TlsOffer> handshake_only;
};

}  // namespace s2sconform
