#include "harness/base/secret.h"

#include <openssl/crypto.h>

namespace s2sconform {

Secret::~Secret() { OPENSSL_cleanse(value_.data(), value_.size()); }

}  // namespace s2sconform
