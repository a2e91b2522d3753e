// The certificates that a server sends in its handshake: as many as it likes, in any order.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "harness/x509/certificate.h"

namespace {

// How many bytes the DER value at the beginning takes; all that is left where it has no sane
// length.
std::size_t der_size(const std::string& bytes) {
  if (bytes.size() < 4) return bytes.size();
  const auto at = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  std::size_t size = at(1) + 2u;
  if (at(1) == 0x81) size = at(2) + 3u;
  if (at(1) == 0x82) size = at(2) * 256u + at(3) + 4u;
  return size < bytes.size() ? size : bytes.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The folder does not exist, so that nothing is trusted and no file is read.
  const auto anchors = s2sconform::TrustAnchors::load("", "/nonexistent");
  std::string rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> chain;
  while (!rest.empty()) {
    const std::size_t next = der_size(rest);
    chain.push_back(rest.substr(0, next));
    rest.erase(0, next);
  }
  const auto validation = anchors->validate(chain);
  if (validation.result == 0 || validation.message.empty()) std::abort();
  // Their own names and signatures, as the transport suite compares them.
  std::vector<s2sconform::Certificate> parsed;
  for (const std::string& der : chain) {
    if (auto certificate = s2sconform::parse_certificate(der)) parsed.push_back(*certificate);
  }
  for (std::size_t index = 1; index < parsed.size(); ++index) {
    s2sconform::is_issued_by(parsed[index - 1], parsed[index]);
  }
  return 0;
}
