// "host:port" as people write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace s2sconform {

struct Address {
  std::string host;  // in ASCII and lower case; an IPv6 address without its brackets
  unsigned port = 0;

  std::string text() const;  // "host:port", "[::1]:443"
};

// nullopt when `text` is not host:port or [IPv6]:port with a port from 1 to 65535.
std::optional<Address> parse_address(std::string_view text);

}  // namespace s2sconform
