// Any bytes that a server sent, made safe to show.
//
// What cannot be shown is written as a visible escape: \xFF for a byte that is not UTF-8, \u0001
// (or \U000E0001) for a character, \n, \r and \t. Backslashes that were sent stay as they are,
// because DOMAIN\user must stay readable: the escapes are for a reader's eyes and are not meant to
// be undone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace s2sconform {

// xml_text returns `bytes` as content of an XML 1.0 element or of a quoted attribute: <, >, & and
// both quotes become entities (so no "]]>" is left), invalid UTF-8 and characters outside XML 1.0
// become visible escapes. Line feeds and tabs are kept; in an attribute a reader sees them as
// spaces.
std::string xml_text(std::string_view bytes);

enum class Characters {
  utf8,    // what a modern terminal or page shows
  ascii,   // every other character as an escape
  folded,  // as ascii, but typographic punctuation as its ASCII likeness: for our own texts
};

// visible_line returns `bytes` as one line for a terminal or a log: control characters (so escape
// sequences too), line ends, invisible characters and bidirectional controls become visible
// escapes.
std::string visible_line(std::string_view bytes, Characters characters = Characters::utf8);

// visible_excerpt returns visible_line of the beginning of `bytes`, at most `limit` columns, with
// "… (10485760 bytes)" after it when anything was left off.
std::string visible_excerpt(std::string_view bytes, std::size_t limit,
                            Characters characters = Characters::utf8);

}  // namespace s2sconform
