// Parses a server's JSON and reports what a lenient parser hides: duplicate members, nesting, bytes
// behind the value. Time and memory are bounded by the size of the text.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

struct JsonFacts {
  bool valid = false;
  std::string error;  // "line 3, column 17: …" when not valid
  std::size_t depth =
      0;  // of the deepest value; a scalar has depth 0. Counted beyond the limit too
  std::vector<std::string>
      duplicate_members;  // JSON pointers (RFC 6901) of members that stand twice
  // JSON pointers of members whose name differs from an earlier sibling's in case alone.
  std::vector<std::string> case_variant_members;
  bool byte_order_mark = false;
  // Byte offset of the first byte that is not UTF-8; npos when all is. Such bytes are read as
  // U+FFFD.
  std::size_t invalid_utf8_at = std::string_view::npos;
};

// Parses `text` into `document` (null when not valid; members keep their order; of duplicates the
// first counts). A byte order mark and invalid UTF-8 are noted and passed over. Values nested
// deeper than `maximum_depth` are read for the facts and left out of the document.
JsonFacts parse_strict_json(std::string_view text, nlohmann::ordered_json& document,
                            std::size_t maximum_depth = 32);

}  // namespace s2sconform
