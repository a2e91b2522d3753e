#include "harness/targets/names.h"

#include <algorithm>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_target_name = 128;
constexpr std::size_t maximum_domain_name = 253;  // RFC 1035 section 2.3.4, without the final dot
constexpr std::size_t maximum_label = 63;

// Letters, digits and `more`; at least one of them.
bool is_of(std::string_view text, std::string_view more) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || is_digit(c) || more.find(c) != more.npos;
  });
}

// A part of a domain name, between two dots.
bool is_label(std::string_view text) {
  return is_of(text, "-") && text.size() <= maximum_label && text.front() != '-' &&
         text.back() != '-';
}

}  // namespace

bool is_target_name(std::string_view text) {
  return is_of(text, "._-") && text.size() <= maximum_target_name;
}

bool is_product_id(std::string_view text) {
  return is_of(text, "-") &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == to_lower(c); });
}

bool is_realm(std::string_view text) {
  if (text == "*") return true;
  if (text.size() > maximum_domain_name) return false;
  for (std::size_t dot = text.find('.'); dot != text.npos; dot = text.find('.')) {
    if (!is_label(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
  return is_label(text);
}

}  // namespace s2sconform
