#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_requirements.h"

namespace s2sconform::metadata {
namespace {

std::string_view without_root_certificate(const ProductVersion& product) {
  return product.product->root_certificate_path.empty()
             ? "the product publishes no root certificate"
             : "";
}

std::string_view without_realm_in_certificate(const ProductVersion& product) {
  return product.product->certificate_names_realm
             ? ""
             : "the product's signing certificate need not name its realm";
}

std::string_view without_x5t(const ProductVersion& product) {
  return product.version->dialect.key_info == plugin::KeyInfoPlace::none
             ? "the product's dialect has no key information"
             : "";
}

}  // namespace

using enum Level;
using enum Basis;
using enum RemedyTopic;

std::vector<Requirement> key_requirements() {
  return {
      {"metadata.keys",
       must,
       vendor_documentation,
       "keys is an array with at least one key.",
       "facts META-06 (M-e, M-h)",
       "",
       renew_signing_key,
       {"document"},
       &check_keys},
      {"metadata.signing-key",
       must,
       vendor_documentation,
       "At least one key is for signing and an X.509 certificate.",
       "facts META-06, CERT-01",
       "",
       renew_signing_key,
       {"document"},
       &check_signing_key},
      {"metadata.key-types-known",
       should,
       inferred,
       "Every key is an X.509 certificate.",
       "facts 2.2 (parser rule)",
       "Partners pass over a key of another type.",
       renew_signing_key,
       {"document"},
       &check_key_types_known},
      {"metadata.keys-distinct",
       should,
       inferred,
       "No signing certificate stands twice.",
       "facts M-g (a key is chosen by its x5t)",
       "",
       renew_signing_key,
       {"document"},
       &check_keys_distinct},
      {"metadata.certificate-der",
       must,
       vendor_documentation,
       "Every signing key's value is the base64 of one X.509 certificate in DER.",
       "facts META-06 (M-g)",
       "Partners cannot import the document.",
       renew_signing_key,
       {"document"},
       &check_certificate_der},
      {"metadata.x5t-form",
       should,
       specification,
       "x5t is base64url without padding of 20 bytes.",
       "RFC 7515 section 4.1.7 and section 2",
       "",
       renew_signing_key,
       {"document"},
       &check_x5t_form,
       &without_x5t},
      {"metadata.x5t-matches",
       must,
       specification,
       "x5t is the SHA-1 thumbprint of the same key's certificate.",
       "RFC 7515 section 4.1.7; facts META-07",
       "Partners look a token's key up by x5t and miss it.",
       renew_signing_key,
       {"document"},
       &check_x5t_matches,
       &without_x5t},
      {"metadata.certificate-rsa",
       must,
       vendor_documentation,
       "Every signing certificate has an RSA key.",
       "facts CERT-01, section 3.2 (RS256)",
       "",
       renew_signing_key,
       {"document"},
       &check_certificate_rsa},
      {"metadata.certificate-key-size",
       must,
       vendor_documentation,
       "Every RSA signing key has at least 2048 bits.",
       "facts META-09, CERT-02",
       "",
       renew_signing_key,
       {"document"},
       &check_certificate_key_size},
      {"metadata.certificate-current",
       must,
       vendor_documentation,
       "At least one signing certificate is inside its validity period.",
       "facts CERT-04, META-08",
       "Every token that this server signs is refused.",
       renew_signing_key,
       {"document"},
       &check_certificate_current},
      {"metadata.certificate-expiry",
       should,
       observed,
       "The last signing certificate has at least 60 days left.",
       "facts CERT-04, META-08",
       "Plan the rollover now: partners need the successor before the old one ends.",
       renew_signing_key,
       {"document"},
       &check_certificate_expiry},
      {"metadata.certificate-names-realm",
       should,
       vendor_documentation,
       "The signing certificate names the SIP domain in its subject or alternative names.",
       "facts CERT-05 (a default certificate may serve)",
       "",
       renew_signing_key,
       {"document"},
       &check_certificate_names_realm,
       &without_realm_in_certificate},
      {"metadata.rollover-overlap",
       should,
       vendor_documentation,
       "During a rollover the old and the new certificate are both valid for at least 24 hours.",
       "facts CERT-10, META-12",
       "Partners that refresh once a day would refuse tokens in between.",
       renew_signing_key,
       {"document"},
       &check_rollover_overlap},
      {"metadata.no-private-key",
       must,
       safety,
       "The document holds no private key.",
       "facts META-15, CERT-15",
       "Treat the key as stolen: take it out of use at once and make a new one.",
       renew_signing_key,
       {"document"},
       &check_no_private_key},
      {"metadata.root-certificate",
       should,
       vendor_documentation,
       "The root certificate that the product publishes issued the signing certificate.",
       "facts META-16 (M-o)",
       "A partner farm that registers it as trusted root refuses the tokens.",
       renew_signing_key,
       {"document", "root-certificate"},
       &check_root_certificate,
       &without_root_certificate},
  };
}

}  // namespace s2sconform::metadata
