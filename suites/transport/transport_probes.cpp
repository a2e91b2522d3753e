#include "suites/transport/transport_probes.h"

#include "harness/http/url.h"

namespace s2sconform::transport {
namespace {

Task<> probe_root(ProbeContext& context) {
  Request request;
  request.label = "transport.root";
  request.url = context.base_url("metadata") + "/";
  request.follow_redirects = false;
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

Task<> probe_tls(ProbeContext& context) {
  co_await context.send(handshake(context, "transport.tls-1.0", TlsVersion::tls_1_0, ""));
  co_await context.send(handshake(context, "transport.tls-1.1", TlsVersion::tls_1_1, ""));
  co_await context.send(handshake(context, "transport.tls-1.2", TlsVersion::tls_1_2, ""));
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

Task<> probe_without_tls(ProbeContext& context, std::string label, unsigned port) {
  const std::optional<UrlParts> base = parse_url(context.base_url("metadata"));
  Request request;
  request.label = std::move(label);
  request.url = plain_url(context, *base, port == 0 ? base->port : port);
  request.follow_redirects = false;
  co_await context.send(std::move(request));
}

Task<> probe_plain_http(ProbeContext& context) {
  co_await probe_without_tls(context, "transport.plain-http", 80);
}

Task<> probe_plaintext(ProbeContext& context) {
  co_await probe_without_tls(context, "transport.plaintext", 0);
}

}  // namespace

std::vector<Probe> probes() {
  return {{"root", &probe_root},
          {"tls", &probe_tls},
          {"plain-http", &probe_plain_http},
          {"plaintext", &probe_plaintext}};
}

}  // namespace s2sconform::transport
