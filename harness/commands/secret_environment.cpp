#include "harness/commands/secret_environment.h"

#include <openssl/crypto.h>
#include <stdlib.h>

#include <cstring>
#include <map>

#include "harness/base/secret.h"

namespace s2sconform {

std::optional<std::string> take_from_environment(const std::string& name) {
  static std::map<std::string, Secret> taken;
  if (const auto known = taken.find(name); known != taken.end()) {
    return std::string(known->second.reveal());
  }
  char* const value = ::getenv(name.c_str());
  if (!value) return std::nullopt;
  const Secret secret{std::string(value)};
  // unsetenv alone leaves the text where it was, and there /proc/PID/environ reads it.
  OPENSSL_cleanse(value, std::strlen(value));
  ::unsetenv(name.c_str());
  taken.emplace(name, secret);
  return std::string(secret.reveal());
}

}  // namespace s2sconform
