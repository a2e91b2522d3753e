// An object of a JSON document that is read as a stream, as the members that it is to have.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "harness/base/json_reader.h"

namespace s2sconform {

// A member of an object that JSON has for a Thing.
template <class Thing>
struct Member {
  std::string_view name;
  void (*read)(JsonReader& json, Thing& thing);
  bool required = true;
};

// Reads the next value, an object, into `thing`. Members may come in any order, but are looked for
// in that of `members`, in which they are written. Others are passed over. Throws
// std::invalid_argument where a required one is missing or one stands twice, of which readers would
// make different things (RFC 8259 section 4), and as JsonReader does.
template <class Thing, std::size_t count>
void read_members(JsonReader& json, const std::array<Member<Thing>, count>& members, Thing& thing) {
  std::bitset<count> seen;
  std::size_t next = 0;
  json.begin_object();
  while (json.next_member()) {
    std::size_t tried = 0;
    while (tried < count && members[next].name != json.name()) {
      next = (next + 1) % count;
      ++tried;
    }
    if (tried == count) {
      json.skip();
      continue;
    }
    if (seen[next]) {
      throw std::invalid_argument("'" + std::string(members[next].name) + "' stands there twice");
    }
    members[next].read(json, thing);
    seen.set(next);
    next = (next + 1) % count;
  }
  for (std::size_t index = 0; index < count; ++index) {
    if (seen[index] || !members[index].required) continue;
    throw std::invalid_argument("'" + std::string(members[index].name) + "' is missing");
  }
}

}  // namespace s2sconform
