// base64 and base64url (RFC 4648 sections 4 and 5).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace s2sconform {

std::string encode_base64(std::string_view bytes);
// Without padding, as JOSE has it (RFC 7515 section 2).
std::string encode_base64url(std::string_view bytes);

// Decodes base64 with padding; white space between the characters is passed over, as the products'
// own readers do. The error names the offset of the first character that does not belong.
tl::expected<std::string, std::string> decode_base64(std::string_view text);

// Decodes base64url. Padding is an error unless `padding_allowed`. White space is always one.
tl::expected<std::string, std::string> decode_base64url(std::string_view text,
                                                        bool padding_allowed = false);

}  // namespace s2sconform
