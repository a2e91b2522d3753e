#include "harness/targets/address.h"

#include <arpa/inet.h>

#include <charconv>

#include "harness/base/ascii.h"
#include "harness/http/host_name.h"

namespace s2sconform {
namespace {

bool is_ipv6(std::string_view host) {
  in6_addr ignored;
  return host.find('\0') == host.npos &&
         ::inet_pton(AF_INET6, std::string(host).c_str(), &ignored) == 1;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  Address address;
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc{} || end != port.data() + port.size() || address.port < 1 ||
      address.port > 65535) {
    return std::nullopt;
  }
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const auto name = bracketed ? std::string(host) : host_in_ascii(host).value_or("");
  if (!(bracketed ? is_ipv6(name) : is_host_name(name))) return std::nullopt;
  address.host = lower_case(name);
  return address;
}

std::string Address::text() const {
  const bool is_name = host.find(':') == host.npos;
  return (is_name ? host : "[" + host + "]") + ":" + std::to_string(port);
}

}  // namespace s2sconform
