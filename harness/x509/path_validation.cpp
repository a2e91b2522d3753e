#include <openssl/err.h>

#include <map>

#include "harness/x509/certificate.h"
#include "harness/x509/openssl_handles.h"

namespace s2sconform {
namespace {

using namespace openssl;

constexpr int maximum_path = 16;

std::string subject_of(X509* certificate) {
  if (!certificate) return "";
  char* text = X509_NAME_oneline(X509_get_subject_name(certificate), nullptr, 0);
  std::string subject = text ? text : "";
  OPENSSL_free(text);
  return subject;
}

// RFC 5280 section 6.1, with what TrustAnchors::validate leaves aside left aside.
PathValidation validate_path(X509_STORE* store, const std::vector<std::string>& chain) {
  const X509Stack untrusted(sk_X509_new_null());
  X509Handle leaf;
  for (const std::string& der : chain) {
    X509Handle certificate = parse_der(der);
    if (!certificate) return {X509_V_ERR_UNSPECIFIED, "a certificate of the chain is not DER"};
    if (!leaf) {
      leaf = std::move(certificate);
    } else {
      sk_X509_push(untrusted.get(), certificate.release());
    }
  }
  if (!leaf) return {X509_V_ERR_UNSPECIFIED, "the server sent no certificate"};
  const StoreContext context(X509_STORE_CTX_new());
  X509_STORE_CTX_init(context.get(), store, leaf.get(), untrusted.get());
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_auth_level(parameters, 0);
  X509_VERIFY_PARAM_set_depth(parameters, maximum_path);
  PathValidation validation;
  if (X509_verify_cert(context.get()) != 1) {
    validation.result = X509_STORE_CTX_get_error(context.get());
    if (validation.result == X509_V_OK) validation.result = X509_V_ERR_UNSPECIFIED;
    validation.message = X509_verify_cert_error_string(validation.result);
    validation.message += " ('" + subject_of(X509_STORE_CTX_get_current_cert(context.get())) + "')";
  }
  ERR_clear_error();
  return validation;
}

}  // namespace

struct TrustAnchors::Store {
  StoreHandle handle{X509_STORE_new()};
  // A server sends the same chain on every connection.
  std::map<std::vector<std::string>, PathValidation> validated;
};

tl::expected<TrustAnchors, std::string> TrustAnchors::load(const std::string& ca_file,
                                                           const std::string& ca_directory) {
  TrustAnchors anchors;
  anchors.store_ = std::make_shared<Store>();
  X509_STORE* store = anchors.store_->handle.get();
  if (!ca_file.empty() && X509_STORE_load_file(store, ca_file.c_str()) != 1) {
    ERR_clear_error();
    return tl::unexpected("no CA certificate can be read from " + ca_file);
  }
  if (!ca_directory.empty() && X509_STORE_load_path(store, ca_directory.c_str()) != 1) {
    ERR_clear_error();
    return tl::unexpected("the CA folder cannot be read: " + ca_directory);
  }
  if (ca_file.empty() && ca_directory.empty()) X509_STORE_set_default_paths(store);
  ERR_clear_error();
  return anchors;
}

PathValidation TrustAnchors::validate(const std::vector<std::string>& chain) const {
  const auto found = store_->validated.find(chain);
  if (found != store_->validated.end()) return found->second;
  return store_->validated.emplace(chain, validate_path(store_->handle.get(), chain)).first->second;
}

}  // namespace s2sconform
