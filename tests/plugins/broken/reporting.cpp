// Writes what it finds of its process's environment and command line into the file that a variable
// names, from whichever process loads it, and cannot serve.
#include <s2sconform/plugin.h>

#include <cstdlib>
#include <fstream>

namespace {

struct Report {
  Report() {
    const char* file = std::getenv("S2SCONFORM_TEST_REPORT");
    if (!file) return;
    std::ofstream out(file, std::ios::app | std::ios::binary);
    for (const char* source : {"/proc/self/environ", "/proc/self/cmdline"}) {
      out << std::ifstream(source, std::ios::binary).rdbuf() << "\n";
    }
  }
};
const Report report;

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return nullptr; }
