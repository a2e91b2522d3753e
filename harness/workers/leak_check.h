// Leak detection for a process that ends without running exit handlers.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace s2sconform {

// Whether memory has leaked, with a report on standard error; false in a build without
// AddressSanitizer.
inline bool memory_has_leaked() {
#if defined(__SANITIZE_ADDRESS__)
  return __lsan_do_recoverable_leak_check() != 0;
#else
  return false;
#endif
}

}  // namespace s2sconform
