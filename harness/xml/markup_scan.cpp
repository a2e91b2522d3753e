#include "harness/xml/markup_scan.h"

#include <array>

namespace s2sconform {
namespace {

struct Section {
  std::string_view begin;
  std::string_view end;
};

constexpr std::array<Section, 3> passed_over{{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};

// Where the tag that begins at `begin` ends; a '>' in an attribute's value is none of its own.
std::size_t end_of_tag(std::string_view text, std::size_t begin) {
  char quote = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char character = text[at];
    if (quote) {
      if (character == quote) quote = 0;
    } else if (character == '"' || character == '\'') {
      quote = character;
    } else if (character == '>') {
      return at + 1;
    }
  }
  return text.size();
}

}  // namespace

bool is_costly_markup(std::string_view text) {
  std::size_t at = 0, tags = 0;
  while ((at = text.find('<', at)) != text.npos) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!DOCTYPE")) return true;
    const Section* section = nullptr;
    for (const Section& each : passed_over) {
      if (rest.starts_with(each.begin)) section = &each;
    }
    const std::size_t end = section ? text.find(section->end, at) : end_of_tag(text, at);
    if (end == text.npos) return false;  // cut off: the parser says so
    if (!section && (end - at > longest_tag || ++tags > most_tags)) return true;
    at = end;
  }
  return false;
}

}  // namespace s2sconform
