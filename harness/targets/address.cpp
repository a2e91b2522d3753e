#include "harness/targets/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

bool is_ipv6(std::string_view host) {
  in6_addr ignored;
  return host.find('\0') == host.npos &&
         ::inet_pton(AF_INET6, std::string(host).c_str(), &ignored) == 1;
}

bool is_host_name(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
  });
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
  if (!(bracketed ? is_ipv6(host) : is_host_name(host))) return std::nullopt;
  address.host = host;
  return address;
}

}  // namespace s2sconform
