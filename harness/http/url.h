// The parts of a URL that decide where a request goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace s2sconform {

struct UrlParts {
  std::string scheme;  // lower case
  std::string host;    // lower case; an IPv6 address without brackets
  unsigned port = 0;   // the scheme's own when the URL has none
  std::string path;    // with the leading slash

  bool same_origin(const UrlParts& other) const {
    return scheme == other.scheme && host == other.host && port == other.port;
  }
};

// nullopt when `url` is not an absolute http or https URL.
std::optional<UrlParts> parse_url(std::string_view url);

// RFC 3986 section 5: `reference` as seen from `base`; nullopt when either is malformed.
std::optional<std::string> resolve_url(std::string_view base, std::string_view reference);

}  // namespace s2sconform
