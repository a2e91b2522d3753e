// The parser's words for what is wrong with a text.
#pragma once

#include <string>
#include <string_view>

namespace s2sconform {

inline constexpr std::string_view number_too_large = "the number is too large";
inline constexpr std::string_view nul_byte = "a NUL byte";

// nlohmann's words without its numbers and without what it quotes of the text, which may be part of
// a secret: "unexpected end of input; expected '}'".
std::string syntax_words(std::string_view what);

}  // namespace s2sconform
