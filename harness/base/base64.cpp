#include "harness/base/base64.h"

#include <array>
#include <cstdint>

namespace s2sconform {
namespace {

constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::int8_t no_value = -1;

constexpr std::array<std::int8_t, 256> values_of(std::string_view alphabet) {
  std::array<std::int8_t, 256> values{};
  values.fill(no_value);
  for (std::size_t at = 0; at < alphabet.size(); ++at) {
    values[static_cast<unsigned char>(alphabet[at])] = static_cast<std::int8_t>(at);
  }
  return values;
}

constexpr std::array<std::int8_t, 256> standard_values = values_of(standard_alphabet);
constexpr std::array<std::int8_t, 256> url_values = values_of(url_alphabet);

std::string encode(std::string_view bytes, std::string_view alphabet, bool padding) {
  const auto byte = [&](std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
  };
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data();
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::uint32_t group = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
    *out++ = alphabet[group >> 18 & 0x3F];
    *out++ = alphabet[group >> 12 & 0x3F];
    if (at + 1 < bytes.size()) *out++ = alphabet[group >> 6 & 0x3F];
    if (at + 2 < bytes.size()) *out++ = alphabet[group & 0x3F];
  }
  if (!padding) text.resize(static_cast<std::size_t>(out - text.data()));
  return text;
}

bool is_white_space(char character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

tl::unexpected<std::string> misplaced(std::size_t at) {
  return tl::unexpected("a character that does not belong at offset " + std::to_string(at));
}

// What the decoder takes beside the alphabet.
struct Tolerance {
  bool padding;
  bool padding_needed;
  bool white_space;
};

// Decodes the groups of four characters of the alphabet that `text` begins with, quickly; returns
// how many characters that took.
std::size_t decode_plain_groups(std::string_view text, const std::array<std::int8_t, 256>& values,
                                std::string& bytes) {
  const auto value = [&](std::size_t at) -> std::int32_t {
    return values[static_cast<unsigned char>(text[at])];
  };
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const std::int32_t group =
        value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
    if (group < 0) break;  // no_value has its high bits set, and keeps them
    for (const unsigned shift : {16u, 8u, 0u}) bytes += static_cast<char>(group >> shift & 0xFF);
  }
  return at;
}

tl::expected<std::string, std::string> decode(std::string_view text,
                                              const std::array<std::int8_t, 256>& values,
                                              Tolerance tolerance) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t group = 0;
  std::size_t characters = 0, padding = 0;
  std::size_t at = decode_plain_groups(text, values, bytes);
  for (; at < text.size(); ++at) {
    if (tolerance.white_space && is_white_space(text[at])) continue;
    if (tolerance.padding && text[at] == '=') {
      ++padding;
      continue;
    }
    const std::int8_t value = values[static_cast<unsigned char>(text[at])];
    if (value == no_value || padding > 0) return misplaced(at);
    group = group << 6 | static_cast<std::uint32_t>(value);
    if (++characters % 4 == 0) {
      for (const unsigned shift : {16u, 8u, 0u}) bytes += static_cast<char>(group >> shift & 0xFF);
      group = 0;
    }
  }
  const std::size_t rest = characters % 4;
  const std::size_t full_padding = rest == 0 ? 0 : 4 - rest;
  const bool padding_fits = padding == full_padding || (padding == 0 && !tolerance.padding_needed);
  if (rest == 1 || !padding_fits) return tl::unexpected(std::string("the text ends too early"));
  if (rest > 1) {
    // Bits that no byte takes must be zero: one value has one text (RFC 4648 section 3.5).
    if ((group & (rest == 2 ? 0xFu : 0x3u)) != 0) return misplaced(text.size() - 1);
    bytes += static_cast<char>(group >> (rest == 2 ? 4 : 10) & 0xFF);
    if (rest == 3) bytes += static_cast<char>(group >> 2 & 0xFF);
  }
  return bytes;
}

}  // namespace

std::string encode_base64(std::string_view bytes) { return encode(bytes, standard_alphabet, true); }

std::string encode_base64url(std::string_view bytes) { return encode(bytes, url_alphabet, false); }

tl::expected<std::string, std::string> decode_base64(std::string_view text) {
  return decode(text, standard_values,
                {.padding = true, .padding_needed = true, .white_space = true});
}

tl::expected<std::string, std::string> decode_base64url(std::string_view text,
                                                        bool padding_allowed) {
  return decode(text, url_values,
                {.padding = padding_allowed, .padding_needed = false, .white_space = false});
}

}  // namespace s2sconform
