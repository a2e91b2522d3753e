// JSON that people write, with comments: every value stands where it is said to stand.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "harness/json/located_json.h"

namespace {

using s2sconform::LocatedJson;
using s2sconform::Position;

bool in_text(Position position, std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  return position.line >= 1 && position.line <= lines && position.column >= 1 &&
         position.column <= text.size() + 1;
}

bool rises(Position from, Position to) {
  return from.line < to.line || (from.line == to.line && from.column < to.column);
}

void check(const LocatedJson& json, std::string_view text) {
  if (!in_text(json.position, text)) std::abort();
  Position last = json.position;
  for (const LocatedJson& element : json.elements) {
    if (!rises(last, element.position)) std::abort();
    last = element.position;
    check(element, text);
  }
  for (const auto& member : json.members) {
    if (!rises(last, member.position) || !rises(member.position, member.value.position)) {
      std::abort();
    }
    last = member.value.position;
    check(member.value, text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto json = s2sconform::parse_located_json(text);
  if (json) {
    check(*json, text);
  } else if (json.error().problem.empty() || !in_text(json.error().position, text)) {
    std::abort();
  }
  return 0;
}
