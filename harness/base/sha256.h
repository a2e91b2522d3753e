// SHA-256 of what is written and read (FIPS 180-4), as lower-case hexadecimal.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
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

struct HashedFile {
  std::uint64_t bytes = 0;
  std::string sha256;
};

// Reads the file in parts. nullopt when it cannot be read, or is no regular file.
std::optional<HashedFile> hash_file(const std::filesystem::path& file);

}  // namespace s2sconform
