#include "harness/identity/key_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <optional>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/x509/openssl_handles.h"

namespace s2sconform {
namespace {

using namespace openssl;

template <class Value>
using Result = tl::expected<Value, std::string>;

constexpr std::size_t largest_key_file = 1024 * 1024;

tl::unexpected<std::string> failed(std::string problem) {
  ERR_clear_error();
  return tl::unexpected(std::move(problem));
}

Result<Secret> read_key_file(const std::filesystem::path& file) {
  auto text = read_bounded_file(file, largest_key_file);
  if (!text) return failed("the file " + file.string() + " cannot be read: " + text.error().text);
  return Secret(std::move(*text));
}

Bio reading(const Secret& text) {
  return Bio(BIO_new_mem_buf(text.reveal().data(), static_cast<int>(text.reveal().size())));
}

// OpenSSL's callback for an encrypted PEM key. Without a password it fails, where OpenSSL's own
// would ask at the terminal.
int give_password(char* buffer, int size, int, void* user) {
  const auto& password = *static_cast<const Secret*>(user);
  const auto length = static_cast<int>(password.reveal().size());
  if (length == 0 || length > size) return -1;
  std::memcpy(buffer, password.reveal().data(), static_cast<std::size_t>(length));
  return length;
}

std::string der_of(X509* certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate, &bytes);
  if (size < 0) return {};
  std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

Result<SigningKey> signing_key(KeyHandle key, X509* certificate, const std::string& place) {
  auto made = SigningKey::make(std::move(key), der_of(certificate));
  if (!made) return failed(place + ": " + made.error());
  return made;
}

// The default and the legacy algorithms, apart from those that everything else uses.
class LegacyLibrary {
 public:
  LegacyLibrary()
      : context_(OSSL_LIB_CTX_new()),
        standard_(OSSL_PROVIDER_load(context_, "default")),
        legacy_(OSSL_PROVIDER_load(context_, "legacy")) {}
  LegacyLibrary(const LegacyLibrary&) = delete;
  LegacyLibrary& operator=(const LegacyLibrary&) = delete;
  ~LegacyLibrary() {
    if (legacy_) OSSL_PROVIDER_unload(legacy_);
    if (standard_) OSSL_PROVIDER_unload(standard_);
    OSSL_LIB_CTX_free(context_);
  }
  OSSL_LIB_CTX* context() const { return context_; }

 private:
  OSSL_LIB_CTX* context_;
  OSSL_PROVIDER* standard_;
  OSSL_PROVIDER* legacy_;
};

using Pkcs12 = std::unique_ptr<PKCS12, Freed<PKCS12_free>>;

// The key in the library's default context, whatever context it was decrypted in.
KeyHandle rewrapped(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  const int size = i2d_PrivateKey(key, &bytes);
  if (size <= 0) return nullptr;
  const unsigned char* position = bytes;
  KeyHandle copy(d2i_AutoPrivateKey(nullptr, &position, size));
  OPENSSL_clear_free(bytes, static_cast<std::size_t>(size));
  return copy;
}

bool set_times(X509* certificate, const CertificateTerms& terms) {
  const auto unix_time = [](std::chrono::sys_seconds time) {
    return static_cast<time_t>(time.time_since_epoch().count());
  };
  return ASN1_TIME_set(X509_getm_notBefore(certificate), unix_time(terms.not_before)) &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), unix_time(terms.not_after));
}

bool set_serial(X509* certificate) {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
  bytes[0] &= 0x7F;  // RFC 5280, 4.1.2.2: positive
  BIGNUM* number = BN_bin2bn(bytes, sizeof bytes, nullptr);
  const bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
  return set;
}

bool add_extension(X509* certificate, int name, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, name, value);
  const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

X509Handle self_signed(EVP_PKEY* key, const CertificateTerms& terms) {
  X509Handle certificate(X509_new());
  X509* x509 = certificate.get();
  X509_NAME* name = X509_get_subject_name(x509);
  const auto* common_name = reinterpret_cast<const unsigned char*>(terms.common_name.data());
  const bool made =
      X509_set_version(x509, X509_VERSION_3) == 1 && set_serial(x509) && set_times(x509, terms) &&
      X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, common_name,
                                 static_cast<int>(terms.common_name.size()), -1, 0) == 1 &&
      X509_set_issuer_name(x509, name) == 1 && X509_set_pubkey(x509, key) == 1 &&
      add_extension(x509, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension(x509, NID_key_usage, "critical,digitalSignature") &&
      add_extension(x509, NID_subject_key_identifier, "hash") &&
      X509_sign(x509, key, EVP_sha256()) > 0;
  return made ? std::move(certificate) : nullptr;
}

}  // namespace

tl::expected<SigningKey, std::string> load_pem_key(const std::filesystem::path& key_file,
                                                   const std::filesystem::path& certificate_file,
                                                   const Secret& password) {
  const Result<Secret> key_text = read_key_file(key_file);
  if (!key_text) return failed(key_text.error());
  const Result<Secret> certificate_text = read_key_file(certificate_file);
  if (!certificate_text) return failed(certificate_text.error());
  KeyHandle key(PEM_read_bio_PrivateKey(reading(*key_text).get(), nullptr, &give_password,
                                        const_cast<Secret*>(&password)));
  if (!key) {
    const bool encrypted = key_text->reveal().find("ENCRYPTED") != std::string_view::npos;
    if (!encrypted) return failed("the file " + key_file.string() + " holds no PEM private key");
    return failed("the private key in " + key_file.string() +
                  (password.empty() ? " is encrypted and there is no password"
                                    : " is encrypted with another password"));
  }
  const X509Handle certificate(
      PEM_read_bio_X509(reading(*certificate_text).get(), nullptr, nullptr, nullptr));
  if (!certificate) {
    return failed("the file " + certificate_file.string() + " holds no PEM certificate");
  }
  return signing_key(std::move(key), certificate.get(),
                     key_file.string() + " and " + certificate_file.string());
}

tl::expected<SigningKey, std::string> load_pkcs12_key(const std::filesystem::path& file,
                                                      const Secret& password) {
  const Result<Secret> bytes = read_key_file(file);
  if (!bytes) return failed(bytes.error());
  const LegacyLibrary library;
  PKCS12* store = PKCS12_init_ex(NID_pkcs7_data, library.context(), nullptr);
  const bool read = d2i_PKCS12_bio(reading(*bytes).get(), &store) != nullptr;
  const Pkcs12 owned(store);  // null where the decoder has freed it
  if (!read) return failed("the file " + file.string() + " is no PKCS#12 file");
  EVP_PKEY* raw_key = nullptr;
  X509* raw_certificate = nullptr;
  const std::string text(password.reveal());
  const bool parsed =
      PKCS12_parse(owned.get(), text.c_str(), &raw_key, &raw_certificate, nullptr) == 1;
  const KeyHandle key(raw_key);
  const X509Handle certificate(raw_certificate);
  if (!parsed) {
    const unsigned long error = ERR_peek_error();
    const bool wrong = ERR_GET_LIB(error) == ERR_LIB_PKCS12 &&
                       ERR_GET_REASON(error) == PKCS12_R_MAC_VERIFY_FAILURE;
    return failed("the file " + file.string() +
                  (wrong ? std::string(password.empty() ? " is encrypted and there is no password"
                                                        : " is encrypted with another password")
                         : std::string(" cannot be decrypted: its algorithms are not known here")));
  }
  if (!key || !certificate) {
    return failed("the file " + file.string() + " holds no private key with a certificate");
  }
  return signing_key(rewrapped(key.get()), certificate.get(), file.string());
}

tl::expected<SigningKey, std::string> make_signing_key(unsigned bits,
                                                       const CertificateTerms& terms) {
  KeyHandle key(EVP_RSA_gen(bits));
  if (!key) return failed("OpenSSL cannot make an RSA key");
  const X509Handle certificate = self_signed(key.get(), terms);
  if (!certificate) return failed("OpenSSL cannot make a certificate of that name");
  return signing_key(std::move(key), certificate.get(), "the new key");
}

Secret private_key_pem(const SigningKey& key) {
  const Bio bio(BIO_new(BIO_s_secmem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key.handle(), nullptr, nullptr, 0, nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return Secret(size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string());
}

std::string certificate_pem(const SigningKey& key) {
  const X509Handle certificate = parse_der(key.certificate_der());
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

}  // namespace s2sconform
