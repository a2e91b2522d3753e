#include "harness/base/json_reader.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "harness/base/ascii.h"
#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

constexpr std::size_t piece = 65536;

// What stands for itself in a string.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte) plain[byte] = true;
  plain['"'] = plain['\\'] = false;
  return plain;
}();

bool is_plain(char character) { return plain_bytes[static_cast<unsigned char>(character)]; }
bool is_space(int character) {
  return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}
bool is_in_number(char character) {
  return is_digit(character) || character == '-' || character == '+' || character == '.' ||
         character == 'e' || character == 'E';
}

// Takes the digits that `text` begins with; false when there are none.
bool take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count > 0;
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.starts_with('0')) {
    text.remove_prefix(1);
  } else if (!take_digits(text)) {
    return false;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

void append_utf8(char32_t code, std::string& text) {
  const auto continuation = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6));
    continuation(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | (code >> 12));
    continuation(6);
    continuation(0);
  } else {
    text += static_cast<char>(0xF0U | (code >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

}  // namespace

JsonReader::JsonReader(std::istream& in)
    : in_(&in), buffer_(piece), at_(buffer_.data()), end_(at_) {
  refill();
  pass_byte_order_mark();
}

JsonReader::JsonReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {
  pass_byte_order_mark();
}

void JsonReader::pass_byte_order_mark() {
  if (std::string_view(at_, end_).starts_with(byte_order_mark)) at_ += byte_order_mark.size();
}

bool JsonReader::refill() {
  if (!in_) return false;
  if (copy_) copy_->append(copied_from_, end_);
  in_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  at_ = copied_from_ = buffer_.data();
  end_ = at_ + in_->gcount();
  return at_ != end_;
}

// The next byte, or -1 at the end.
int JsonReader::peek() { return at_ != end_ || refill() ? static_cast<unsigned char>(*at_) : -1; }

// Passes over white space, and returns what peek does then.
int JsonReader::after_space() {
  do {
    const char* at = at_;
    for (; at != end_ && is_space(*at); ++at) {
      if (*at == '\n') ++line_;
    }
    at_ = at;
  } while (at_ == end_ && refill());
  return peek();
}

// The byte that the next token begins with, which is not taken.
char JsonReader::token() {
  if (at_ != end_ && static_cast<unsigned char>(*at_) > ' ') return *at_;  // as most do
  const int character = after_space();
  if (character < 0) fail("the text ends too early");
  return static_cast<char>(character);
}

void JsonReader::take(char wanted, const char* problem) {
  if (token() != wanted) fail(problem);
  ++at_;
}

void JsonReader::begin_object() {
  take('{', "an object is expected");
  first_ = true;
}

void JsonReader::begin_array() {
  take('[', "a list is expected");
  first_ = true;
}

bool JsonReader::next(char bracket) {
  const char character = token();
  const bool first = std::exchange(first_, false);
  if (character == bracket) {
    ++at_;
    return false;
  }
  if (first) return true;
  take(',', "a comma or a closing bracket is expected");
  return true;
}

bool JsonReader::next_member() {
  if (!next('}')) return false;
  string(name_);
  take(':', "a colon is expected");
  return true;
}

bool JsonReader::next_element() { return next(']'); }

void JsonReader::string(std::string& text) {
  take('"', "a string is expected");
  text.clear();
  unsigned char bits = 0;  // that any byte has
  for (bool ended = false; !ended;) {
    const char* const begin = at_;
    const char* at = begin;
    for (; at != end_ && is_plain(*at); ++at) bits |= static_cast<unsigned char>(*at);
    text.append(begin, at);
    at_ = at;
    const int character = peek();
    if (character < 0) fail("the text ends in a string");
    if (is_plain(static_cast<char>(character))) continue;  // the next piece of the document
    ++at_;
    if (character == '\\') {
      escape(text);
    } else if (character == '"') {
      ended = true;
    } else {
      fail("a string has a control character");
    }
  }
  if (bits >= 0x80 && !is_utf8(text)) fail("a string is no UTF-8");
}

void JsonReader::escape(std::string& text) {
  constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  const int name = peek();
  if (name < 0) fail("the text ends in a string");
  ++at_;
  if (const std::size_t found = names.find(static_cast<char>(name)); found != names.npos) {
    text += meanings[found];
    return;
  }
  if (name != 'u') fail("a string has an unknown escape");
  char32_t code = code_unit();
  if (code >= 0xD800 && code < 0xDC00) {  // the first half of a pair
    char32_t second = 0;
    if (take_if('\\') && take_if('u')) second = code_unit();
    if (second < 0xDC00 || second > 0xDFFF) fail("a string has half a surrogate pair");
    code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
  } else if (code >= 0xDC00 && code <= 0xDFFF) {
    fail("a string has half a surrogate pair");
  }
  append_utf8(code, text);
}

char32_t JsonReader::code_unit() {
  char32_t code = 0;
  for (int count = 0; count < 4; ++count) {
    const char digit = static_cast<char>(peek());
    if (!is_hexadecimal(digit)) fail("an escape has no four hexadecimal digits");
    const int value = is_digit(digit) ? digit - '0' : to_lower(digit) - 'a' + 10;
    code = code * 16 + static_cast<char32_t>(value);
    ++at_;
  }
  return code;
}

bool JsonReader::take_if(char wanted) {
  if (peek() != static_cast<unsigned char>(wanted)) return false;
  ++at_;
  return true;
}

void JsonReader::literal(std::string_view word) {
  for (const char character : word) {
    if (!take_if(character)) fail("'" + std::string(word) + "' is expected");
  }
}

bool JsonReader::boolean() {
  const bool value = token() == 't';
  literal(value ? "true" : "false");
  return value;
}

// Into scratch_.
void JsonReader::number_text() {
  scratch_.clear();
  token();
  for (; is_in_number(static_cast<char>(peek())); ++at_) scratch_ += *at_;
  if (!is_number(scratch_)) fail("a number is expected");
}

double JsonReader::number() {
  number_text();
  double value = 0;
  const auto read = std::from_chars(scratch_.data(), scratch_.data() + scratch_.size(), value);
  if (read.ec != std::errc()) fail("a number is out of range");
  return value;
}

std::int64_t JsonReader::whole_number(std::int64_t least, std::int64_t most) {
  number_text();
  std::int64_t value = 0;
  const char* const end = scratch_.data() + scratch_.size();
  const auto read = std::from_chars(scratch_.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || value < least || value > most) {
    fail("a number is out of range or no whole one");
  }
  return value;
}

void JsonReader::scalar() {
  switch (token()) {
    case '"':
      return string(scratch_);
    case 't':
      return literal("true");
    case 'f':
      return literal("false");
    case 'n':
      return literal("null");
    default:
      return number_text();
  }
}

void JsonReader::skip() {
  std::string brackets;  // that close what is open; no recursion, which a document could exhaust
  do {
    switch (token()) {
      case '{':
        begin_object();
        brackets += '}';
        break;
      case '[':
        begin_array();
        brackets += ']';
        break;
      default:
        scalar();
    }
    while (!brackets.empty() && !(brackets.back() == '}' ? next_member() : next_element())) {
      brackets.pop_back();
    }
  } while (!brackets.empty());
}

std::string JsonReader::text() {
  std::string text;
  token();
  copy_ = &text;
  copied_from_ = at_;
  skip();
  text.append(copied_from_, at_);
  copy_ = nullptr;
  return text;
}

void JsonReader::end() {
  if (after_space() >= 0) fail("something follows the document");
}

void JsonReader::fail(const std::string& problem) const {
  throw std::invalid_argument("line " + std::to_string(line_) + ": " + problem);
}

}  // namespace s2sconform
