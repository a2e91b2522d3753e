// OpenSSL objects that free themselves.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string_view>

namespace s2sconform::openssl {

template <auto Free>
struct Freed {
  template <class Object>
  void operator()(Object* object) const {
    Free(object);
  }
};

inline void free_x509_stack(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, &X509_free); }
inline void free_bio(BIO* bio) { BIO_free(bio); }

using X509Handle = std::unique_ptr<X509, Freed<X509_free>>;
using X509Stack = std::unique_ptr<STACK_OF(X509), Freed<free_x509_stack>>;
using StoreHandle = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Freed<free_bio>>;

// The certificate that `der` is, and nothing behind it; null otherwise.
X509Handle parse_der(std::string_view der);

}  // namespace s2sconform::openssl
