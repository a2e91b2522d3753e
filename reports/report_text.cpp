#include "reports/report_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

void append_hexadecimal(std::string& text, std::uint32_t value, int digits) {
  while (digits-- > 0) text += "0123456789ABCDEF"[(value >> (4 * digits)) & 0xFU];
}

void append_escape(std::string& text, const Character& character) {
  if (!character.valid) {
    text += "\\x";
    append_hexadecimal(text, character.code, 2);
  } else if (character.code > 0xFFFF) {
    text += "\\U";
    append_hexadecimal(text, character.code, 8);
  } else {
    text += "\\u";
    append_hexadecimal(text, character.code, 4);
  }
}

std::string escape(const Character& character) {
  std::string text;
  append_escape(text, character);
  return text;
}

bool in_xml(char32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xFFFE && code != 0xFFFF;
}

// Characters that a reader cannot see, or that change how the text around them is shown.
bool misleading(char32_t code) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 12> ranges{{
      {0x00, 0x1F},
      {0x7F, 0x9F},
      {0xAD, 0xAD},        // soft hyphen
      {0x61C, 0x61C},      // Arabic letter mark
      {0x180E, 0x180E},    // Mongolian vowel separator
      {0x200B, 0x200F},    // zero width; left-to-right and right-to-left marks
      {0x2028, 0x202E},    // line and paragraph separators; bidirectional embeddings, overrides
      {0x2060, 0x206F},    // word joiner, invisible operators, bidirectional isolates
      {0xFEFF, 0xFEFF},    // byte order mark
      {0xFFF9, 0xFFFB},    // interlinear annotation
      {0xFFFE, 0xFFFF},    // not characters, and not in XML
      {0xE0000, 0xE0FFF},  // tags
  }};
  for (const Range& range : ranges) {
    if (code >= range.first && code <= range.last) return true;
  }
  return false;
}

std::string_view folded(char32_t code) {
  switch (code) {
    case 0xA0:
      return " ";
    case 0xA7:
      return "section ";
    case 0xD7:
      return "x";
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
      return "-";
    case 0x2018:
    case 0x2019:
      return "'";
    case 0x201C:
    case 0x201D:
      return "\"";
    case 0x2026:
      return "...";
    case 0x2192:
      return "->";
    case 0x2264:
      return "<=";
    case 0x2265:
      return ">=";
    default:
      return {};
  }
}

std::string visible(const Character& character, std::string_view bytes, Characters characters) {
  if (!character.valid) return escape(character);
  if (character.code == '\n') return "\\n";
  if (character.code == '\r') return "\\r";
  if (character.code == '\t') return "\\t";
  if (misleading(character.code)) return escape(character);
  if (character.code < 0x80 || characters == Characters::utf8) {
    return std::string(bytes.substr(0, character.length));
  }
  if (characters == Characters::folded) {
    if (const std::string_view likeness = folded(character.code); !likeness.empty()) {
      return std::string(likeness);
    }
  }
  return escape(character);
}

// How many bytes at the beginning are printable ASCII: most of what is shown, and shown as it is.
std::size_t plain_length(std::string_view bytes) {
  const auto end = std::find_if(bytes.begin(), bytes.end(), [](char byte) {
    return byte < ' ' || byte > '~';  // a byte of a longer character is negative
  });
  return static_cast<std::size_t>(end - bytes.begin());
}

constexpr std::array<bool, 256> bytes_without_markup = [] {
  std::array<bool, 256> plain{};
  for (unsigned char byte = ' '; byte <= '~'; ++byte) {
    plain[byte] =
        std::string_view("<>&\"'").find(static_cast<char>(byte)) == std::string_view::npos;
  }
  return plain;
}();

// The same of what XML needs no reference for. A table: reports are made of little else.
std::size_t length_without_markup(std::string_view bytes) {
  std::size_t length = 0;
  while (length < bytes.size() && bytes_without_markup[static_cast<unsigned char>(bytes[length])]) {
    ++length;
  }
  return length;
}

}  // namespace

std::string xml_text(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t plain = length_without_markup(bytes);
    text += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    if (bytes.empty()) break;
    const Character character = first_character(bytes);
    if (!character.valid || !in_xml(character.code)) {
      append_escape(text, character);
    } else if (character.code == '<') {
      text += "&lt;";
    } else if (character.code == '>') {
      text += "&gt;";
    } else if (character.code == '&') {
      text += "&amp;";
    } else if (character.code == '"') {
      text += "&quot;";
    } else if (character.code == '\'') {
      text += "&apos;";
    } else if (character.code == '\r') {
      text += "&#13;";  // a bare one would be read as a line feed
    } else {
      text += bytes.substr(0, character.length);
    }
    bytes.remove_prefix(character.length);
  }
  return text;
}

std::string visible_line(std::string_view bytes, Characters characters) {
  return visible_excerpt(bytes, std::numeric_limits<std::size_t>::max(), characters);
}

std::string visible_excerpt(std::string_view bytes, std::size_t limit, Characters characters) {
  std::string text;
  std::size_t used = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    if (const std::size_t plain = std::min(plain_length(rest), limit - used); plain > 0) {
      text += rest.substr(0, plain);
      used += plain;
      rest.remove_prefix(plain);
      continue;
    }
    const Character character = first_character(rest);
    const std::string shown = visible(character, rest, characters);
    used += columns(shown);
    if (used > limit) {
      text += characters == Characters::utf8 ? "\u2026" : "...";
      text += " (" + std::to_string(bytes.size()) + " bytes)";
      break;
    }
    text += shown;
    rest.remove_prefix(character.length);
  }
  return text;
}

}  // namespace s2sconform
