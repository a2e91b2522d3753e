#include "harness/base/guid.h"

#include <openssl/rand.h>

#include <array>
#include <cstdio>

#include "harness/base/ascii.h"

namespace s2sconform {

bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
    if (dash ? text[at] != '-' : !is_hexadecimal(text[at])) return false;
  }
  return true;
}

std::string random_guid() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), bytes.size());
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
    std::array<char, 3> hexadecimal{};
    std::snprintf(hexadecimal.data(), hexadecimal.size(), "%02x", static_cast<unsigned>(bytes[at]));
    text += hexadecimal.data();
  }
  return text;
}

}  // namespace s2sconform
