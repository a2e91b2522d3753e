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

// `length`, unless what it is the length of ends inside a word; 0 then.
std::size_t whole_words(std::string_view text, std::size_t length) {
  return length < text.size() && is_word(text[length]) ? 0 : length;
}

// With its fraction and zone where these are whole.
std::size_t iso_time_length(std::string_view text) {
  const std::size_t seconds = match(text, "9999-99-99T99:99:99");
  if (seconds == 0) return 0;
  std::size_t fraction = match(text.substr(seconds), ".9");
  while (fraction > 0 && seconds + fraction < text.size() && is_digit(text[seconds + fraction])) {
    ++fraction;
  }
  for (const std::size_t length : {seconds + fraction, seconds}) {
    for (const std::string_view zone : {"Z", "+99:99", "-99:99"}) {
      const std::size_t zone_length = match(text.substr(length), zone);
      if (zone_length != 0 && whole_words(text, length + zone_length) != 0) {
        return length + zone_length;
      }
    }
    if (whole_words(text, length) != 0) return length;
  }
  return 0;
}

std::size_t time_length(std::string_view text) {
  if (const std::size_t length = match(text, "AAA, 99 AAA 9999 99:99:99 AAA")) return length;
  if (const std::size_t length = match(text, "9999-99-99 99:99 UTC")) return length;
  return iso_time_length(text);
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

// The characters of base64 in a row that are being read. They are counted once and not at each word
// in them: a server may send a million words with dashes between.
class BytesInARow {
 public:
  explicit BytesInARow(std::string_view text) : text_(text) {}

  // The length of what looks random at `at`, which rises from call to call; 0 when nothing does.
  std::size_t length_at(std::size_t at) {
    if (at >= end_) {
      counted_ = end_ = at;
      others_ = 0;
      while (end_ < text_.size() && is_base64(text_[end_])) others_ += is_other(end_++);
    }
    while (counted_ < at) others_ -= is_other(counted_++);
    constexpr std::size_t shortest = 40;
    std::size_t length = end_ - at;
    // A path or a name has more slashes and dashes than bytes that look random.
    if (length < shortest || others_ * 8 > length) return 0;
    while (at + length < text_.size() && text_[at + length] == '=') ++length;
    return length;
  }

 private:
  std::size_t is_other(std::size_t at) const { return is_word(text_[at]) ? 0 : 1; }

  std::string_view text_;
  std::size_t counted_ = 0;  // from here to the end, `others_` are no letters or digits
  std::size_t end_ = 0;
  std::size_t others_ = 0;
};

// Nothing of a longer word may follow one of these.
struct Kind {
  std::string_view name;
  std::size_t (*length)(std::string_view);
};

constexpr std::array<Kind, 3> shorter_than_bytes{
    {{"{guid}", guid_length}, {"{time}", epoch_length}, {"{ms}", milliseconds_length}}};

}  // namespace

std::string without_volatile(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  BytesInARow bytes(text);
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = is_word(text[at]) && (at == 0 || !is_word(text[at - 1]));
    const std::string_view rest = text.substr(at);
    std::string_view name;
    std::size_t taken = begins ? whole_words(rest, time_length(rest)) : 0;
    if (taken != 0) {
      name = "{time}";
    } else if (begins && (taken = bytes.length_at(at)) != 0) {
      name = "{bytes}";
    } else if (begins) {
      for (const Kind& kind : shorter_than_bytes) {
        taken = whole_words(rest, kind.length(rest));
        name = kind.name;
        if (taken != 0) break;
      }
    }
    result += taken != 0 ? name : rest.substr(0, 1);
    at += std::max<std::size_t>(taken, 1);
  }
  return result;
}

}  // namespace s2sconform
