#include "harness/json/located_json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "harness/base/utf8.h"
#include "harness/json/syntax_words.h"

namespace s2sconform {
namespace {

using Json = nlohmann::json;

constexpr std::size_t deepest = 64;

// An input iterator that tells how far the parser has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  const char& operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// Turns offsets into lines and columns. Offsets come in rising order, so each byte is looked at
// once. A byte order mark has no column: no editor shows one.
class PositionCounter {
 public:
  explicit PositionCounter(std::string_view text)
      : text_(text), begin_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  Position at(std::size_t offset) {
    if (offset < counted_) {
      counted_ = begin_;
      position_ = {};
    }
    for (; counted_ < std::min(offset, text_.size()); ++counted_) {
      if (text_[counted_] == '\n') {
        ++position_.line;
        position_.column = 1;
      } else if ((static_cast<unsigned char>(text_[counted_]) & 0xC0) != 0x80) {
        ++position_.column;
      }
    }
    return position_;
  }

 private:
  std::string_view text_;
  std::size_t begin_;
  std::size_t counted_ = begin_;
  Position position_;
};

class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(std::string_view text, const char* const* furthest)
      : text_(text), furthest_(furthest), positions_(text) {}

  bool null() override { return add({}, scalar_begin()); }
  bool boolean(bool value) override {
    LocatedJson json{.kind = LocatedJson::Kind::boolean};
    json.boolean = value;
    return add(std::move(json), scalar_begin());
  }
  bool number_integer(number_integer_t value) override {
    return add_number(static_cast<double>(value), true);
  }
  bool number_unsigned(number_unsigned_t value) override {
    const auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return add_number(static_cast<double>(value), value <= largest);
  }
  bool number_float(number_float_t value, const string_t&) override {
    return add_number(value, false);
  }
  bool string(string_t& value) override {
    LocatedJson json{.kind = LocatedJson::Kind::string};
    json.text = value;
    return add(std::move(json), string_begin());
  }
  bool binary(binary_t&) override { return false; }  // not of JSON

  bool key(string_t& name) override {
    open_.back()->members.push_back({name, positions_.at(string_begin()), {}});
    return true;
  }

  bool start_object(std::size_t) override { return begin(LocatedJson::Kind::object); }
  bool start_array(std::size_t) override { return begin(LocatedJson::Kind::array); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& exception) override {
    error_ = describe(exception.what());
    return false;
  }

  LocatedJson& root() { return root_; }
  JsonSyntaxError& error() { return error_; }

 private:
  std::size_t read() const { return static_cast<std::size_t>(*furthest_ - text_.data()); }

  // The parser stands just behind the closing quote of a string.
  std::size_t string_begin() const {
    std::size_t at = read() - 1;
    while (at > 0) {
      --at;
      if (text_[at] != '"') continue;
      std::size_t backslashes = 0;
      while (backslashes < at && text_[at - 1 - backslashes] == '\\') ++backslashes;
      if (backslashes % 2 == 0) break;
    }
    return at;
  }

  // The parser stands behind a number, or one character further, or just behind a word.
  std::size_t scalar_begin() const {
    const auto of_scalar = [&](std::size_t at) {
      return std::string_view("+-.").find(text_[at]) != std::string_view::npos ||
             (text_[at] >= '0' && text_[at] <= '9') || (text_[at] >= 'a' && text_[at] <= 'z') ||
             text_[at] == 'E';
    };
    std::size_t at = read();
    while (at > 0 && !of_scalar(at - 1)) --at;
    while (at > 0 && of_scalar(at - 1)) --at;
    return at;
  }

  bool add_number(double value, bool is_integer) {
    LocatedJson json{.kind = LocatedJson::Kind::number};
    json.number = value;
    json.is_integer = is_integer;
    return add(std::move(json), scalar_begin());
  }

  LocatedJson* place(LocatedJson json, std::size_t offset) {
    json.position = positions_.at(offset);
    if (open_.empty()) {
      root_ = std::move(json);
      return &root_;
    }
    LocatedJson& parent = *open_.back();
    if (parent.kind == LocatedJson::Kind::object) {
      parent.members.back().value = std::move(json);
      return &parent.members.back().value;
    }
    return &parent.elements.emplace_back(std::move(json));
  }

  bool add(LocatedJson json, std::size_t offset) {
    place(std::move(json), offset);
    return true;
  }

  bool begin(LocatedJson::Kind kind) {
    LocatedJson* placed = place({.kind = kind}, read() - 1);
    if (open_.size() >= deepest) {
      error_ = {placed->position, "values are nested more than 64 deep"};
      return false;
    }
    open_.push_back(placed);
    return true;
  }

  bool end() {
    open_.pop_back();
    return true;
  }

  JsonSyntaxError describe(std::string_view what) {
    const std::string words = syntax_words(what);
    if (words == number_too_large) return {positions_.at(scalar_begin()), words};
    return {positions_.at(error_begin(words)), "not JSON: " + words};
  }

  // The parser has read the word that it did not expect, or the character, or all there is.
  std::size_t error_begin(std::string_view words) const {
    if (words.starts_with("unexpected end of input") || read() == 0) return read();
    if (words.starts_with("unexpected string")) return string_begin();
    const bool is_word = words.substr(0, words.find(';')).ends_with(" literal");
    return is_word && words.starts_with("unexpected ") ? scalar_begin() : read() - 1;
  }

  std::string_view text_;
  const char* const* furthest_;
  PositionCounter positions_;
  LocatedJson root_;
  std::vector<LocatedJson*> open_;
  JsonSyntaxError error_;
};

}  // namespace

std::string_view to_string(LocatedJson::Kind kind) {
  switch (kind) {
    case LocatedJson::Kind::null:
      return "null";
    case LocatedJson::Kind::boolean:
      return "a boolean";
    case LocatedJson::Kind::number:
      return "a number";
    case LocatedJson::Kind::string:
      return "a string";
    case LocatedJson::Kind::array:
      return "an array";
    case LocatedJson::Kind::object:
      return "an object";
  }
  return "";
}

tl::expected<LocatedJson, JsonSyntaxError> parse_located_json(std::string_view text) {
  const char* furthest = text.data();
  TreeBuilder builder(text, &furthest);
  const CountingIterator begin(text.data(), &furthest);
  const CountingIterator end(text.data() + text.size(), &furthest);
  const bool parsed = Json::sax_parse(begin, end, &builder, Json::input_format_t::json,
                                      /*strict=*/true, /*ignore_comments=*/true);
  if (!parsed) return tl::unexpected(builder.error());
  // The parser takes a NUL for the end of its input, whatever stands behind it.
  const std::size_t nul = text.find('\0');
  if (nul != text.npos) {
    return tl::unexpected(
        JsonSyntaxError{PositionCounter(text).at(nul), "not JSON: " + std::string(nul_byte)});
  }
  return std::move(builder.root());
}

}  // namespace s2sconform
