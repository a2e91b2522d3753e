#include "suites/transport/transport_probes.h"

#include "harness/http/url.h"

namespace s2sconform::transport {
namespace {

Task<> probe_root(ProbeContext& context) {
  Request request;
  request.label = "transport.root";
  request.url = context.base_url("metadata") + "/";
  request.follow_redirects = false;
  request.without_secrets = true;
  co_await context.send(std::move(request));
}

Request handshake(const ProbeContext& context, std::string label, TlsVersion version,
                  std::string ciphers) {
  Request request;
  request.label = std::move(label);
  request.url = context.base_url("metadata") + "/";
  request.handshake_only = TlsOffer{version, version, std::move(ciphers)};
  return request;
}

// A server that does not answer the version that it should take is not asked on: what it says to
// nothing is no refusal, and each offer would cost a deadline.
Task<> probe_tls(ProbeContext& context) {
  const Exchange* tls12 =
      co_await context.send(handshake(context, "transport.tls-1.2", TlsVersion::tls_1_2, ""));
  if (!is_answered_handshake(*tls12)) co_return;
  co_await context.send(handshake(context, "transport.tls-1.0", TlsVersion::tls_1_0, ""));
  co_await context.send(handshake(context, "transport.tls-1.1", TlsVersion::tls_1_1, ""));
  co_await context.send(
      handshake(context, "transport.null-ciphers", TlsVersion::tls_1_2, "eNULL:!aNULL"));
  co_await context.send(
      handshake(context, "transport.anonymous-ciphers", TlsVersion::tls_1_2, "aNULL:!eNULL"));
}

// The metadata document's URL without TLS, at `port`.
std::string plain_url(const ProbeContext& context, const UrlParts& base, unsigned port) {
  const std::string host =
      base.host.find(':') == std::string::npos ? base.host : "[" + base.host + "]";
  return "http://" + host + ":" + std::to_string(port) +
         std::string(context.product().metadata_path);
}

Request without_tls(const ProbeContext& context, std::string label, unsigned port) {
  Request request;
  request.label = std::move(label);
  request.url = plain_url(context, *parse_url(context.base_url("metadata")), port);
  request.follow_redirects = false;
  return request;
}

// Where the targets file sends https to, but says nothing of port 80, plain HTTP goes as well: the
// server under test is meant, and not the one that the name leads to otherwise.
std::optional<std::string> plain_http_node(const Target& target, const UrlParts& base) {
  std::optional<std::string> node;
  for (const ResolveEntry& entry : target.resolve) {
    if (entry.host != base.host) continue;
    if (entry.port == 80) return std::nullopt;
    if (entry.port == base.port) {
      node = (entry.address.find(':') == std::string::npos ? entry.address
                                                           : "[" + entry.address + "]") +
             ":80";
    }
  }
  return node;
}

Task<> probe_plain_http(ProbeContext& context) {
  Request request = without_tls(context, "transport.plain-http", 80);
  request.node = plain_http_node(context.target(), *parse_url(context.base_url("metadata")));
  co_await context.send(std::move(request));
}

Task<> probe_plaintext(ProbeContext& context) {
  const unsigned port = parse_url(context.base_url("metadata"))->port;
  co_await context.send(without_tls(context, "transport.plaintext", port));
}

}  // namespace

bool is_answered_handshake(const Exchange& handshake) {
  if (!handshake.failure) return true;
  const FailureKind kind = handshake.failure->kind;
  return (kind == FailureKind::tls || kind == FailureKind::protocol) &&
         !handshake.remote_address.empty();
}

std::vector<Probe> probes() {
  return {{"root", &probe_root},
          {"tls", &probe_tls},
          {"plain-http", &probe_plain_http},
          {"plaintext", &probe_plaintext}};
}

}  // namespace s2sconform::transport
