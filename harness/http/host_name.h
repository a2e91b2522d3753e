// Host names as DNS, TLS and tokens know them: internationalised ones in ASCII.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace s2sconform {

// Letters, digits, '-', '.' and '_', at least one of them.
bool is_host_name(std::string_view text);

// IDNA2008 (RFC 5890 to 5893, with the mapping of UTS 46, non-transitional): "Bücher.example" is
// "xn--bcher-kva.example", its A-labels. A name in ASCII stays as it is. An error says in words why
// `host` cannot be a host name.
tl::expected<std::string, std::string> host_in_ascii(std::string_view host);

// The same for the host of an absolute URL; all else of the URL stays as it is.
tl::expected<std::string, std::string> url_in_ascii(std::string_view url);

}  // namespace s2sconform
