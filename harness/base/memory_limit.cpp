#include "harness/base/memory_limit.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <new>
#include <string>

namespace s2sconform {
namespace {

// What RLIMIT_DATA counts: getrlimit(2), "VmData" of proc(5). Under a sanitizer it is terabytes.
std::size_t data_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::size_t kibibytes = 0;
    if (word == "VmData:" && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace

void limit_memory(std::size_t bytes) {
  const rlim_t most = data_bytes() + bytes;
  const rlimit limit{most, most};
  ::setrlimit(RLIMIT_DATA, &limit);
  std::set_new_handler([] { ::_exit(out_of_memory_status); });
}

}  // namespace s2sconform
