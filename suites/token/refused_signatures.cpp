// Tokens whose signature is not what it should be (facts 4.4 REF-12 to REF-16; RFC 7515 5.2; RFC
// 8725 2.1, 3.1, 3.10).
#include "harness/base/base64.h"
#include "harness/identity/key_files.h"
#include "harness/x509/certificate.h"
#include "suites/token/token_cases.h"

namespace s2sconform::token {
namespace {

// The sealed token with its signature changed by `edit`.
template <class Edit>
std::string with_signature(const std::string& token, Edit edit) {
  const std::size_t dot = token.rfind('.');
  std::string signature = decode_base64url(token.substr(dot + 1)).value();
  edit(signature);
  return token.substr(0, dot + 1) + encode_base64url(signature);
}

void flip(char& byte) { byte = static_cast<char>(byte ^ 0x01); }

Made wrong_signature(TokenFactory& factory) {
  Attempts attempts = factory.edited_text_each([](const std::string& token) {
    return with_signature(token, [](std::string& signature) { flip(signature.back()); });
  });
  for (Attempt& attempt : factory.edited_text_each([](const std::string& token) {
         return with_signature(token, [](std::string& signature) { flip(signature.front()); });
       })) {
    attempts.push_back(std::move(attempt));
  }
  return attempts;
}

// Under the name of the identity's certificate.
Made other_key(TokenFactory& factory) {
  return factory.edited_each([&](Draft& draft) { draft.signing.key = &factory.stranger(); });
}

Made changed_claims(TokenFactory& factory) {
  return factory.edited_text_each([&](const std::string& token) {
    Draft changed = factory.app_only_accepted ? factory.app_only() : factory.actor();
    changed.claims.set("exp", time_as_string(factory.terms().expires + std::chrono::hours{1}));
    changed.signing = {};
    return seal(changed) + token.substr(token.rfind('.') + 1);
  });
}

// The public certificate as an HMAC key, in each form in which a careless reader might hold it.
Made hmac(TokenFactory& factory) {
  std::vector<std::string> secrets{factory.identity().key.certificate_der(),
                                   encode_base64(factory.identity().key.certificate_der()),
                                   certificate_pem(factory.identity().key)};
  for (const std::string& der : factory.product_certificates) secrets.push_back(der);
  Attempts attempts;
  for (const std::string& secret : secrets) {
    for (Attempt& attempt : factory.edited_each([&](Draft& draft) {
           draft.header.set("alg", json_string("HS256"));
           draft.signing = {Signing::Kind::hs256, nullptr, secret};
         })) {
      attempts.push_back(std::move(attempt));
    }
  }
  return attempts;
}

void name_certificate(Draft& draft, const std::string& x5t) {
  draft.header.set("x5t", json_string(x5t));
}

// A signature that is good by the certificate that the token itself names or brings along (RFC
// 7515, 4.1.6: x5c).
Made unknown_x5t(TokenFactory& factory) {
  const SigningKey& stranger = factory.stranger();
  Attempts attempts = factory.edited_each([&](Draft& draft) {
    name_certificate(draft, stranger.x5t());
    draft.signing.key = &stranger;
  });
  for (Attempt& attempt : factory.edited_each([&](Draft& draft) {
         name_certificate(draft, stranger.x5t());
         draft.header.add("x5c",
                          "[" + json_string(encode_base64(stranger.certificate_der())) + "]");
         draft.signing.key = &stranger;
       })) {
    attempts.push_back(std::move(attempt));
  }
  return attempts;
}

// CVE-2026-55040: the server's own published certificate was taken for a signer whose signature
// need not be looked at.
Made own_key(TokenFactory& factory) {
  if (factory.product_certificates.empty()) {
    return nothing(
        std::string("no signing certificate was found in the product's metadata document"));
  }
  Attempts attempts;
  for (const std::string& der : factory.product_certificates) {
    const std::string x5t = x5t_of(der);
    for (const bool is_signed : {true, false}) {
      for (Attempt& attempt : factory.edited_each([&](Draft& draft) {
             name_certificate(draft, x5t);
             if (!is_signed) draft.signing = {};
           })) {
        attempts.push_back(std::move(attempt));
      }
    }
  }
  return attempts;
}

}  // namespace

std::vector<TokenCase> signature_cases() {
  return {{"refuses-wrong-signature", &wrong_signature}, {"refuses-other-key", &other_key},
          {"refuses-changed-claims", &changed_claims},   {"refuses-hmac", &hmac},
          {"refuses-unknown-x5t", &unknown_x5t},         {"refuses-own-key", &own_key}};
}

}  // namespace s2sconform::token
