#include "harness/http/challenge.h"

#include <algorithm>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_challenges = 64;
constexpr std::size_t maximum_parameters = 64;
constexpr std::size_t maximum_errors = 16;

bool is_token_character(char c) {  // RFC 9110 section 5.6.2
  return is_digit(c) || is_letter(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token68_character(char c) {  // RFC 9110 section 11.2
  return is_digit(c) || is_letter(c) ||
         std::string_view("-._~+/").find(c) != std::string_view::npos;
}

// Reads one field value: a list of challenges and of their parameters, all separated by commas, so
// that only what follows a word tells whether it begins a challenge or is a parameter.
class FieldParser {
 public:
  FieldParser(std::string_view text, std::size_t field, ParsedChallenges& parsed)
      : text_(text), field_(field), parsed_(parsed) {}

  void parse() {
    while (at_ < text_.size()) {
      skip([](char c) { return c == ',' || c == ' ' || c == '\t'; });
      if (at_ < text_.size()) parse_element();
    }
  }

 private:
  template <class Condition>
  std::string_view skip(Condition condition) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && condition(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  void skip_spaces() {
    skip([](char c) { return c == ' ' || c == '\t'; });
  }
  bool at_comma_or_end() const { return at_ >= text_.size() || text_[at_] == ','; }

  void error(const std::string& what) {
    if (parsed_.errors.size() >= maximum_errors) return;
    parsed_.errors.push_back("field " + std::to_string(field_ + 1) + ", column " +
                             std::to_string(at_ + 1) + ": " + what);
  }

  // Goes on behind the next comma that is not inside quotes.
  void recover() {
    bool quoted = false;
    for (; at_ < text_.size(); ++at_) {
      if (quoted && text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        quoted = !quoted;
      } else if (text_[at_] == ',' && !quoted) {
        return;
      }
    }
    at_ = std::min(at_, text_.size());
  }

  void parse_element() {
    const std::string_view word = skip(is_token_character);
    if (word.empty()) {
      error("expected a scheme or a parameter");
      recover();
      return;
    }
    const std::size_t behind_word = at_;
    skip_spaces();
    if (at_ < text_.size() && text_[at_] == '=' && current_) {
      ++at_;
      parse_parameter(word);
    } else {
      begin_challenge(word, behind_word);
    }
  }

  void begin_challenge(std::string_view scheme, std::size_t behind_scheme) {
    if (parsed_.challenges.size() >= maximum_challenges) {
      error("more than 64 challenges");
      at_ = text_.size();
      return;
    }
    parsed_.challenges.push_back({std::string(scheme), "", {}});
    current_ = true;
    if (at_comma_or_end()) return;
    if (at_ == behind_scheme) {
      error("expected a space behind the scheme");
      recover();
      return;
    }
    parse_credentials();
  }

  // What follows "scheme ": a token68 or the first parameter.
  void parse_credentials() {
    const std::size_t begin = at_;
    const std::string_view body = skip(is_token68_character);
    const std::string_view padding = skip([](char c) { return c == '='; });
    skip_spaces();
    if (!body.empty() && at_comma_or_end()) {
      parsed_.challenges.back().token68 = text_.substr(begin, body.size() + padding.size());
      return;
    }
    at_ = begin;
    const std::string_view name = skip(is_token_character);
    skip_spaces();
    if (name.empty() || at_ >= text_.size() || text_[at_] != '=') {
      error("expected a parameter");
      recover();
      return;
    }
    ++at_;
    parse_parameter(name);
  }

  void parse_parameter(std::string_view name) {
    skip_spaces();
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!parse_quoted(value)) return;
    } else {
      value = skip(is_token_character);
      if (value.empty()) {
        error("expected a value of the parameter '" + std::string(name.substr(0, 64)) + "'");
        recover();
        return;
      }
    }
    auto& parameters = parsed_.challenges.back().parameters;
    if (parameters.size() < maximum_parameters) {
      parameters.emplace_back(name, std::move(value));
    } else {
      error("more than 64 parameters");
    }
    skip_spaces();
    if (!at_comma_or_end()) {
      error("expected a comma");
      recover();
    }
  }

  bool parse_quoted(std::string& value) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    error("a quoted value does not end");
    return false;
  }

  const std::string_view text_;
  const std::size_t field_;
  ParsedChallenges& parsed_;
  std::size_t at_ = 0;
  bool current_ = false;  // a challenge of this field takes parameters
};

}  // namespace

const std::string* Challenge::parameter(std::string_view name) const {
  for (const auto& [known, value] : parameters) {
    if (equal_ignoring_case(known, name)) return &value;
  }
  return nullptr;
}

ParsedChallenges parse_challenges(const std::vector<std::string>& fields) {
  ParsedChallenges parsed;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    FieldParser(fields[field], field, parsed).parse();
  }
  return parsed;
}

const Challenge* find_challenge(const ParsedChallenges& parsed, std::string_view scheme) {
  for (const Challenge& challenge : parsed.challenges) {
    if (equal_ignoring_case(challenge.scheme, scheme)) return &challenge;
  }
  return nullptr;
}

}  // namespace s2sconform
