#include "harness/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace s2sconform {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

Character first_character(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const Character invalid{lead, 1, false};
  if (lead < 0x80) return {lead, 1, true};

  std::size_t length = 0;
  char32_t code = 0;
  char32_t smallest = 0;  // below it, the form is overlong
  if ((lead & 0xE0U) == 0xC0U) {
    length = 2, code = lead & 0x1FU, smallest = 0x80;
  } else if ((lead & 0xF0U) == 0xE0U) {
    length = 3, code = lead & 0x0FU, smallest = 0x800;
  } else if ((lead & 0xF8U) == 0xF0U) {
    length = 4, code = lead & 0x07U, smallest = 0x10000;
  } else {
    return invalid;
  }
  if (bytes.size() < length) return invalid;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(bytes[i])) return invalid;
    code = (code << 6) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < smallest || code > 0x10FFFF || surrogate) return invalid;
  return {code, length, true};
}

bool is_utf8(std::string_view bytes) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  while (!bytes.empty()) {
    std::uint64_t word = high_bits;
    if (bytes.size() >= sizeof word) std::memcpy(&word, bytes.data(), sizeof word);
    if ((word & high_bits) == 0) {
      bytes.remove_prefix(sizeof word);
      continue;
    }
    const Character character = first_character(bytes);
    if (!character.valid) return false;
    bytes.remove_prefix(character.length);
  }
  return true;
}

std::string valid_utf8(std::string_view bytes) {
  constexpr std::string_view hexadecimal = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const Character character = first_character(bytes);
    if (character.valid) {
      text += bytes.substr(0, character.length);
    } else {
      text += "\\x";
      text += hexadecimal[character.code >> 4];
      text += hexadecimal[character.code & 0xF];
    }
    bytes.remove_prefix(character.length);
  }
  return text;
}

std::size_t columns(std::string_view text) {
  const auto continuations = std::count_if(text.begin(), text.end(), is_continuation);
  return text.size() - static_cast<std::size_t>(continuations);
}

}  // namespace s2sconform
