// Authorities for tests: making them takes a second, so the cases of one process share them.
#pragma once

#include "fixtures/crypto/authorities.h"

namespace s2slab {

inline const Authorities& test_authorities() {
  static const Authorities authorities(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  return authorities;
}

}  // namespace s2slab
