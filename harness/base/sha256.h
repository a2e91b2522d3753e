// SHA-256 of what is written and read (FIPS 180-4), as lower-case hexadecimal.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace s2sconform {

// The hash of bytes that come in parts.
class Sha256 {
 public:
  Sha256();

  void add(std::string_view bytes);
  // 64 digits. Nothing can be added afterwards.
  std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

std::string sha256_of(std::string_view bytes);

}  // namespace s2sconform
