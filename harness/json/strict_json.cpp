#include "harness/json/strict_json.h"

#include <algorithm>
#include <list>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/base/ascii.h"
#include "harness/base/utf8.h"
#include "harness/json/syntax_words.h"

namespace s2sconform {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";
constexpr std::size_t maximum_reported = 64;

// Notes the first invalid byte, and replaces all; the text itself when there is none.
std::string repaired_utf8(std::string_view text, std::size_t& invalid_at) {
  if (is_utf8(text)) return std::string(text);
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = first_character(text.substr(at));
    if (character.valid) {
      repaired.append(text, at, character.length);
    } else {
      if (invalid_at == std::string_view::npos) invalid_at = at;
      repaired += replacement_character;
    }
    at += character.length;
  }
  return repaired;
}

std::string place_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1, column = 1;
  for (std::size_t at = 0; at < offset && at < text.size(); ++at) {
    if (text[at] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// RFC 6901 section 3.
std::string escaped_pointer(std::string_view name) {
  std::string escaped;
  for (const char c : name)
    escaped += c == '~' ? std::string("~0") : c == '/' ? "~1" : std::string(1, c);
  return escaped;
}

// Builds the document and gathers the facts, without recursion: the depth is the server's choice.
class Builder : public nlohmann::json_sax<OrderedJson> {
 public:
  Builder(std::string_view text, OrderedJson& document, std::size_t maximum_depth, JsonFacts& facts)
      : text_(text), document_(document), maximum_depth_(maximum_depth), facts_(facts) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }  // not of JSON

  bool start_object(std::size_t) override { return begin(OrderedJson::object()); }
  bool start_array(std::size_t) override { return begin(OrderedJson::array()); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }

  bool key(string_t& name) override {
    if (depth_ > maximum_depth_) return true;
    Level& level = levels_.back();
    level.name = name;
    level.duplicate = !level.names.insert(name).second;
    const bool new_when_folded = level.folded_names.insert(lower_case(name)).second;
    if (level.duplicate) {
      report(facts_.duplicate_members);
    } else if (!new_when_folded) {
      report(facts_.case_variant_members);
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    facts_.error =
        place_of(text_, position > 0 ? position - 1 : 0) + ": " + syntax_words(error.what());
    return false;
  }

 private:
  struct Level {
    OrderedJson* value;
    std::string name = {};  // of the member that is being read
    bool duplicate = false;
    std::set<std::string> names = {};
    std::set<std::string> folded_names = {};
  };

  // The pointer of the member that the innermost object is at.
  void report(std::vector<std::string>& list) const {
    if (list.size() >= maximum_reported) return;
    std::string pointer;
    for (const Level& level : levels_) {
      pointer += '/';
      // The enclosing array already holds the element that is being built.
      pointer += level.value->is_object() ? escaped_pointer(level.name)
                                          : std::to_string(level.value->size() - 1);
    }
    list.push_back(std::move(pointer));
  }

  template <class Value>
  OrderedJson* place(Value&& value) {
    if (levels_.empty()) {
      document_ = std::forward<Value>(value);
      return &document_;
    }
    Level& level = levels_.back();
    if (level.value->is_array()) {
      level.value->push_back(std::forward<Value>(value));
      return &level.value->back();
    }
    if (level.duplicate) {  // the first one counts; this one is built aside
      aside_.emplace_back(std::forward<Value>(value));
      return &aside_.back();
    }
    // Not operator[], which looks through all members for each new one.
    auto& members = level.value->get_ref<OrderedJson::object_t&>();
    members.emplace_back(level.name, std::forward<Value>(value));
    return &members.back().second;
  }

  template <class Value>
  bool add(Value&& value) {
    if (depth_ <= maximum_depth_) place(std::forward<Value>(value));
    return true;
  }

  bool begin(OrderedJson empty) {
    const bool kept = depth_ <= maximum_depth_;
    ++depth_;
    facts_.depth = std::max(facts_.depth, depth_);
    if (kept && depth_ <= maximum_depth_) {
      levels_.push_back({place(std::move(empty))});
    } else if (kept) {
      place(nullptr);  // left out; what it holds is passed over
    }
    return true;
  }

  bool end() {
    if (depth_ <= maximum_depth_) levels_.pop_back();
    --depth_;
    return true;
  }

  std::string_view text_;
  OrderedJson& document_;
  const std::size_t maximum_depth_;
  JsonFacts& facts_;
  std::size_t depth_ = 0;
  std::vector<Level> levels_;
  std::list<OrderedJson> aside_;
};

}  // namespace

JsonFacts parse_strict_json(std::string_view text, OrderedJson& document,
                            std::size_t maximum_depth) {
  JsonFacts facts;
  document = nullptr;
  if (text.starts_with(byte_order_mark)) {
    facts.byte_order_mark = true;
    text.remove_prefix(byte_order_mark.size());
  }
  const std::string repaired = repaired_utf8(text, facts.invalid_utf8_at);
  if (facts.byte_order_mark && facts.invalid_utf8_at != std::string_view::npos) {
    facts.invalid_utf8_at += byte_order_mark.size();
  }
  Builder builder(repaired, document, maximum_depth, facts);
  facts.valid = OrderedJson::sax_parse(repaired, &builder);
  const auto refuse = [&](std::size_t at, std::string_view problem) {
    facts.valid = false;
    facts.error = place_of(repaired, at) + ": " + std::string(problem);
  };
  // The parser passes over a byte order mark, which was the second one then; and it takes a NUL for
  // the end of its input, whatever stands behind it.
  const std::size_t nul = repaired.find('\0');
  if (repaired.starts_with(byte_order_mark)) {
    refuse(0, "a second byte order mark");
  } else if (facts.valid && nul != repaired.npos) {
    refuse(nul, nul_byte);
  }
  if (!facts.valid) document = nullptr;
  return facts;
}

}  // namespace s2sconform
