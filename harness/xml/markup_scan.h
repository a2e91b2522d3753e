// A look at XML before it is parsed: what would cost the parser too much is not given to it.
#pragma once

#include <cstddef>
#include <string_view>

namespace s2sconform {

// The longest start tag that is parsed, in bytes: libxml2 compares each attribute of an element
// with all before it.
inline constexpr std::size_t longest_tag = 64 * 1024;

// The most tags that are parsed: a tree takes forty times the bytes of an empty element.
inline constexpr std::size_t most_tags = 200'000;

// Whether `text` has a document type declaration, which could declare entities, a tag of more than
// longest_tag bytes, or more than most_tags tags. Comments, CDATA sections and processing
// instructions are passed over.
bool is_costly_markup(std::string_view text);

}  // namespace s2sconform
