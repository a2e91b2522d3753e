#include "harness/base/volatile_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace s2sconform {
namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_hexadecimal(char character) {
  return std::isxdigit(static_cast<unsigned char>(character)) != 0;
}
bool is_letter(char character) { return std::isalpha(static_cast<unsigned char>(character)) != 0; }
bool is_word(char character) { return is_digit(character) || is_letter(character); }
bool is_base64(char character) {
  return is_word(character) || character == '+' || character == '/' || character == '-' ||
         character == '_';
}

// The length of what `text` begins with, where `shape` has 9 for a digit, A for a letter, H for a
// hexadecimal digit, and every other character for itself; 0 when it does not begin so.
std::size_t match(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return 0;
  for (std::size_t index = 0; index < shape.size(); ++index) {
    const char wanted = shape[index];
    const char got = text[index];
    const bool fits = wanted == '9'   ? is_digit(got)
                      : wanted == 'A' ? is_letter(got)
                      : wanted == 'H' ? is_hexadecimal(got)
                                      : got == wanted;
    if (!fits) return 0;
  }
  return shape.size();
}

std::size_t time_length(std::string_view text) {
  if (const std::size_t length = match(text, "AAA, 99 AAA 9999 99:99:99 AAA")) return length;
  if (const std::size_t length = match(text, "9999-99-99 99:99 UTC")) return length;
  std::size_t length = match(text, "9999-99-99T99:99:99");
  if (length == 0) return 0;
  if (length < text.size() && text[length] == '.') {
    do ++length;
    while (length < text.size() && is_digit(text[length]));
  }
  if (length < text.size() && text[length] == 'Z') return length + 1;
  return length +
         std::max(match(text.substr(length), "+99:99"), match(text.substr(length), "-99:99"));
}

std::size_t guid_length(std::string_view text) {
  if (const std::size_t length = match(text, "HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH")) return length;
  return match(text, "HHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH");
}

// Seconds since 1970 from 2001 to 2100, so that a size or a port is not taken for one.
std::size_t epoch_length(std::string_view text) {
  const std::size_t length = match(text, "9999999999");
  return length != 0 && text.front() >= '1' && text.front() <= '4' ? length : 0;
}

std::size_t milliseconds_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length > 0 && text.substr(length).starts_with(" ms") ? length : 0;
}

std::size_t bytes_length(std::string_view text) {
  constexpr std::size_t shortest = 40;
  std::size_t length = 0, others = 0;
  while (length < text.size() && is_base64(text[length])) {
    others += is_word(text[length]) ? 0 : 1;
    ++length;
  }
  // A path or a name has more slashes and dashes than bytes that look random.
  if (length < shortest || others * 8 > length) return 0;
  while (length < text.size() && text[length] == '=') ++length;
  return length;
}

struct Kind {
  std::string_view name;
  std::size_t (*length)(std::string_view);
  bool ends_with_word;  // nothing of a longer word may follow
};

constexpr std::array<Kind, 5> kinds{{{"{time}", time_length, true},
                                     {"{bytes}", bytes_length, false},
                                     {"{guid}", guid_length, true},
                                     {"{time}", epoch_length, true},
                                     {"{ms}", milliseconds_length, true}}};

}  // namespace

std::string without_volatile(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    std::size_t taken = 0;
    if (begins && is_word(text[at])) {
      const std::string_view rest = text.substr(at);
      for (const Kind& kind : kinds) {
        taken = kind.length(rest);
        if (taken != 0 && kind.ends_with_word && taken < rest.size() && is_word(rest[taken])) {
          taken = 0;
        }
        if (taken == 0) continue;
        result += kind.name;
        break;
      }
    }
    if (taken == 0) {
      result += text[at];
      taken = 1;
    }
    at += taken;
  }
  return result;
}

}  // namespace s2sconform
