// Reads and makes the keys of an identity: PEM and PKCS#12 files, RSA keys, self-signed
// certificates. Errors are sentences that hold nothing of a key or password.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "harness/base/secret.h"
#include "harness/token/signing_key.h"

namespace s2sconform {

// A PEM private key (PKCS#1, PKCS#8, encrypted or not) and the first certificate of a PEM file; the
// two may be one file. `password` is used when the key is encrypted; nobody is asked for it.
tl::expected<SigningKey, std::string> load_pem_key(const std::filesystem::path& key_file,
                                                   const std::filesystem::path& certificate_file,
                                                   const Secret& password);

// The private key of a PKCS#12 file (PFX) and its certificate. Also what Windows Server 2012 wrote:
// OpenSSL's legacy algorithms are used for that, where they are installed.
tl::expected<SigningKey, std::string> load_pkcs12_key(const std::filesystem::path& file,
                                                      const Secret& password);

// What a new key's certificate says.
struct CertificateTerms {
  std::string common_name;
  std::chrono::sys_seconds not_before;
  std::chrono::sys_seconds not_after;
};

// A new RSA key of 2048 bits or more with a self-signed certificate (SHA-256).
tl::expected<SigningKey, std::string> make_signing_key(unsigned bits,
                                                       const CertificateTerms& terms);

// PKCS#8 PEM, unencrypted: for a file that its owner alone can read.
Secret private_key_pem(const SigningKey& key);
std::string certificate_pem(const SigningKey& key);

}  // namespace s2sconform
