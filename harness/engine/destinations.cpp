#include "harness/engine/destinations.h"

#include <arpa/inet.h>

#include <array>
#include <optional>
#include <set>

#include "harness/base/ascii.h"
#include "harness/targets/address.h"

namespace s2sconform {
namespace {

constexpr unsigned http_port = 80;

// In one spelling, so that a budget is not counted twice: "[0:0::1]:443" is "[::1]:443".
std::string destination(const std::string& host, unsigned port) {
  in6_addr address;
  if (::inet_pton(AF_INET6, host.c_str(), &address) != 1) {
    return Address{lower_case(host), port}.text();
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET6, &address, text.data(), text.size());
  return Address{text.data(), port}.text();
}

// Where the metadata document is asked for without TLS: at port 80 of the address that https goes
// to, unless the targets file sends that elsewhere.
std::string plain_http_destination(const Target& target, const UrlParts& https) {
  const UrlParts http{.scheme = "http", .host = https.host, .port = http_port, .path = "/"};
  for (const ResolveEntry& entry : target.resolve) {
    if (entry.host == https.host && entry.port == http_port) {
      return destination_of(target, http, nullptr);
    }
  }
  for (const ResolveEntry& entry : target.resolve) {
    if (entry.host == https.host && entry.port == https.port) {
      return destination(entry.address, http_port);
    }
  }
  return destination_of(target, http, nullptr);
}

}  // namespace

std::string destination_of(const Target& target, const UrlParts& url, const std::string* node) {
  if (node) {
    const std::optional<Address> address = parse_address(*node);
    return address ? destination(address->host, address->port) : *node;
  }
  for (const ResolveEntry& entry : target.resolve) {
    if (entry.port == url.port && entry.host == url.host) {
      return destination(entry.address, entry.address_port);
    }
  }
  return destination(url.host, url.port);
}

std::vector<std::string> destinations_of(const Target& target) {
  std::set<std::string> destinations;
  const auto add_url = [&](const std::string& url) {
    const std::optional<UrlParts> parts = parse_url(url);
    if (parts) destinations.insert(destination_of(target, *parts, nullptr));
  };
  for (const auto& [name, base_url] : target.base_urls) add_url(base_url);
  if (const auto metadata = parse_url(target.base_url("metadata"))) {
    destinations.insert(plain_http_destination(target, *metadata));
  }
  for (const std::string& node : target.nodes) {
    destinations.insert(destination_of(target, UrlParts{}, &node));
  }
  if (target.mailbox) {
    add_url(target.mailbox->ews_url);
    for (const std::string& domain : target.mailbox->allowed_domains) {
      if (!domain.starts_with("*.")) add_url("https://" + domain);
    }
  }
  // What a redirect may lead to.
  for (const ResolveEntry& entry : target.resolve) {
    if (target.names_host(entry.host)) {
      destinations.insert(destination(entry.address, entry.address_port));
    }
  }
  return {destinations.begin(), destinations.end()};
}

HostLimits limits_of(const Target& target) {
  return {target.limits.requests_per_second, target.limits.concurrent_requests};
}

}  // namespace s2sconform
