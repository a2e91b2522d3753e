#include "harness/identity/identity.h"

#include <stdexcept>

#include "harness/identity/key_files.h"

namespace s2sconform {

const SigningKey& StrangerKey::key() {
  if (!key_) {
    constexpr unsigned bits = 2048;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto made = make_signing_key(
        bits, {"unregistered", now - std::chrono::days{1}, now + std::chrono::days{365}});
    if (!made) throw std::runtime_error(made.error());
    key_ = std::move(*made);
  }
  return *key_;
}

}  // namespace s2sconform
