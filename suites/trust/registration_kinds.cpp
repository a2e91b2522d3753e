#include "suites/trust/registration_kinds.h"

#include <algorithm>

#include "harness/identity/identity.h"

namespace s2sconform::trust {
namespace {

// Registered in the ordinary way: by its metadata document, and switched on.
bool is_ordinary(const Registration& r) {
  return r.enabled && !r.use_oauth_server && !r.certificate_only;
}

bool has_role(const Registration& r, std::string_view role) {
  return r.linked_account_roles &&
         std::find(r.linked_account_roles->begin(), r.linked_account_roles->end(), role) !=
             r.linked_account_roles->end();
}

// What the product needs to be told of a registration is declared, and nothing is held back.
bool is_full(const Registration& r, const ProductVersion& product) {
  const plugin::TrustModel& model = product.trust();
  if (!is_ordinary(r)) return false;
  if (model.application_trust_level && r.application_trust_level != TrustLevel::full) return false;
  if (model.linked_account && (!r.linked_account_roles || r.linked_account_roles->empty())) {
    return false;
  }
  return !model.enable_app_only_policy || r.enable_app_only_policy.value_or(false);
}

bool has_level(const Registration& r, TrustLevel level) {
  return is_ordinary(r) && r.application_trust_level == level;
}

}  // namespace

const RegistrationKind full{
    "full trust: \"application_trust_level\": \"Full\" (Lync), \"linked_account_roles\" that are "
    "not "
    "empty (Exchange), \"enable_app_only_policy\": true (SharePoint)",
    &is_full, ""};

const RegistrationKind application_level{"\"application_trust_level\": \"Application\"",
                                         [](const Registration& r, const ProductVersion&) {
                                           return has_level(r, TrustLevel::application);
                                         },
                                         "ApplicationTrustLevel",
                                         &plugin::TrustModel::application_trust_level};

const RegistrationKind user_level{
    "\"application_trust_level\": \"User\"",
    [](const Registration& r, const ProductVersion&) { return has_level(r, TrustLevel::user); },
    "ApplicationTrustLevel", &plugin::TrustModel::application_trust_level};

const RegistrationKind disabled{
    "\"enabled\": false", [](const Registration& r, const ProductVersion&) { return !r.enabled; },
    "Enabled", &plugin::TrustModel::enabled};

const RegistrationKind accepting_sid{
    "full trust and \"accept_security_identifier_information\": true",
    [](const Registration& r, const ProductVersion& p) {
      return is_full(r, p) && r.accept_security_identifier_information;
    },
    "AcceptSecurityIdentifierInformation",
    &plugin::TrustModel::accept_security_identifier_information};

const RegistrationKind refusing_sid{
    "full trust and \"accept_security_identifier_information\": false",
    [](const Registration& r, const ProductVersion& p) {
      return is_full(r, p) && !r.accept_security_identifier_information;
    },
    "AcceptSecurityIdentifierInformation",
    &plugin::TrustModel::accept_security_identifier_information};

const RegistrationKind by_token_server{
    "\"use_oauth_server\": true",
    [](const Registration& r, const ProductVersion&) { return r.enabled && r.use_oauth_server; },
    "UseOAuthServer", &plugin::TrustModel::use_oauth_server};

const RegistrationKind by_certificate{
    "\"certificate_only\": true",
    [](const Registration& r, const ProductVersion&) { return r.enabled && r.certificate_only; },
    "CertificateFileData", &plugin::TrustModel::certificate_only};

const RegistrationKind impersonating{
    "\"linked_account_roles\" with the role that impersonation needs",
    [](const Registration& r, const ProductVersion& p) {
      return is_ordinary(r) && has_role(r, p.account().impersonation_role);
    },
    "LinkedAccount", &plugin::TrustModel::linked_account};

const RegistrationKind not_impersonating{
    "\"linked_account_roles\" without the role that impersonation needs",
    [](const Registration& r, const ProductVersion& p) {
      return is_full(r, p) && !has_role(r, p.account().impersonation_role);
    },
    "LinkedAccount", &plugin::TrustModel::linked_account};

const RegistrationKind without_roles{"\"linked_account_roles\": []",
                                     [](const Registration& r, const ProductVersion&) {
                                       return is_ordinary(r) && r.linked_account_roles &&
                                              r.linked_account_roles->empty();
                                     },
                                     "LinkedAccount", &plugin::TrustModel::linked_account};

const RegistrationKind without_app_only_policy{
    "\"enable_app_only_policy\": false",
    [](const Registration& r, const ProductVersion&) {
      return is_ordinary(r) && r.enable_app_only_policy && !*r.enable_app_only_policy;
    },
    "EnableAppOnlyPolicy", &plugin::TrustModel::enable_app_only_policy};

const RegistrationKind broker{"full trust and \"is_trust_broker\": true",
                              [](const Registration& r, const ProductVersion& p) {
                                return is_full(r, p) && r.is_trust_broker.value_or(false);
                              },
                              "IsTrustBroker", &plugin::TrustModel::is_trust_broker};

const RegistrationKind not_broker{"full trust and \"is_trust_broker\": false",
                                  [](const Registration& r, const ProductVersion& p) {
                                    return is_full(r, p) && r.is_trust_broker &&
                                           !*r.is_trust_broker;
                                  },
                                  "IsTrustBroker", &plugin::TrustModel::is_trust_broker};

const RegistrationKind beside_full{
    "full trust, and a second enabled registration of another identity",
    [](const Registration& r, const ProductVersion&) { return r.enabled && !r.use_oauth_server; },
    "", nullptr, true};

std::vector<const Registration*> registrations_of(const Target& target,
                                                  const ProductVersion& product,
                                                  const RegistrationKind& kind) {
  std::vector<const Registration*> found;
  for (const Registration& registration : target.registrations) {
    if (kind.holds(registration, product)) found.push_back(&registration);
  }
  if (kind.beside_first_full) {
    const auto first = registrations_of(target, product, full);
    if (first.empty()) return {};
    std::erase(found, first.front());
  }
  return found;
}

}  // namespace s2sconform::trust
