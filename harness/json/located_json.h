// JSON with comments that knows where each value stands, for files that people write.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace s2sconform {

// Both count from 1; the column counts characters.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

struct LocatedMember;

struct LocatedJson {
  enum class Kind { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  Position position;
  bool boolean = false;
  double number = 0;
  bool is_integer = false;  // of a number: written without fraction and in the range of int64
  std::string text;         // of a string
  std::vector<LocatedJson> elements;
  std::vector<LocatedMember> members;  // in the file's order; a name may stand twice
};

struct LocatedMember {
  std::string name;
  Position position;  // of the name
  LocatedJson value;
};

std::string_view to_string(LocatedJson::Kind kind);  // "a string"

struct JsonSyntaxError {
  Position position;
  std::string problem;
};

// Parses one value with // and /* */ comments; a byte order mark before it is passed over. Values
// are nested at most 64 deep. The error quotes nothing of the text.
tl::expected<LocatedJson, JsonSyntaxError> parse_located_json(std::string_view text);

}  // namespace s2sconform
