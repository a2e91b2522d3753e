// Reading bytes that claim to be UTF-8, one character at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace s2sconform {

// What some editors write before the first character.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Character {
  char32_t code = 0;       // of an invalid byte: the byte
  std::size_t length = 0;  // in bytes; 1 for an invalid byte
  bool valid = false;
};

// first_character returns the character that `bytes` begins with. Overlong forms, surrogates, codes
// above U+10FFFF and cut-off sequences are invalid, one byte at a time. `bytes` must not be empty.
Character first_character(std::string_view bytes);

// is_utf8 returns whether all of `bytes` is valid UTF-8. Quick on ASCII.
bool is_utf8(std::string_view bytes);

// valid_utf8 returns `bytes` with each byte that is not UTF-8 written as \xFF and nothing else
// changed.
std::string valid_utf8(std::string_view bytes);

// columns returns how many characters valid UTF-8 has, which is how many columns a terminal gives
// it; wide East Asian characters are counted as one.
std::size_t columns(std::string_view text);

}  // namespace s2sconform
