// For tests and measurements of what holds nothing back: what a process holds, and a stream that keeps nothing.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <streambuf>

namespace s2sconform {

inline std::size_t resident_bytes() {
  std::ifstream statistics("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  statistics >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// Counts what is written and keeps nothing.
class CountingBuffer : public std::streambuf {
 public:
  std::size_t bytes = 0;

 protected:
  int_type overflow(int_type character) override {
    ++bytes;
    return character;
  }
  std::streamsize xsputn(const char*, std::streamsize count) override {
    bytes += static_cast<std::size_t>(count);
    return count;
  }
};

}  // namespace s2sconform
