// Enumerators by the names that to_string gives them.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace s2sconform {

// The one of `values` that is called `name`. Throws std::invalid_argument when none is.
template <class Value, std::size_t count>
Value value_named(std::string_view name, const std::array<Value, count>& values) {
  for (const Value value : values) {
    if (to_string(value) == name) return value;
  }
  throw std::invalid_argument("'" + std::string(name) + "' is not known here");
}

}  // namespace s2sconform
