// What one of the harness's identities is registered as at a target, as the targets file declares
// it. The members are parameters of the products' own cmdlets; what a product has no such parameter
// for is left out. Facts 5.1 to 5.3.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

struct Identity;

// -ApplicationTrustLevel of New-CsPartnerApplication.
enum class TrustLevel { full, application, user };

std::string_view to_string(TrustLevel level);  // "Full"

struct Registration {
  std::shared_ptr<const Identity> identity;  // never null
  std::optional<TrustLevel> application_trust_level;
  bool enabled = true;                                  // -Enabled
  bool accept_security_identifier_information = false;  // -AcceptSecurityIdentifierInformation
  bool use_oauth_server = false;  // -UseOAuthServer: known through the token server alone
  bool certificate_only = false;  // -CertificateFileData: no metadata document is read
  std::optional<std::vector<std::string>> linked_account_roles;  // roles of -LinkedAccount
  std::optional<bool> enable_app_only_policy;                    // -EnableAppOnlyPolicy
  std::optional<bool> is_trust_broker;                           // -IsTrustBroker
};

}  // namespace s2sconform
