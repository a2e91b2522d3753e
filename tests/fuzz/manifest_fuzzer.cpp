// The manifest of a bundle: no name in it leads out of the bundle, and what is read is written the
// same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "harness/bundle/manifest.h"

namespace {

std::string text_of(const s2sconform::Manifest& manifest) {
  std::ostringstream out;
  s2sconform::write_manifest(manifest, out);
  return out.str();
}

bool is_inside(const std::string& name) {
  return !name.empty() && name.front() != '/' && name.front() != '.' && name.find("..") != 0 &&
         name.find("/.") == name.npos && name.find('\0') == name.npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto manifest = s2sconform::read_manifest(text, "manifest.json");
  if (!manifest) return 0;
  for (const auto& file : manifest->files) {
    if (!is_inside(file.name)) std::abort();
  }
  for (const auto& target : manifest->targets) {
    if (!is_inside(target.har)) std::abort();
  }
  const std::string written = text_of(*manifest);
  const auto again = s2sconform::read_manifest(written, "manifest.json");
  if (!again || text_of(*again) != written) std::abort();
  return 0;
}
