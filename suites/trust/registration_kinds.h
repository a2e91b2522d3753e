// The kinds of registrations that requirements are about, and which products can express them.
#pragma once

#include <string_view>
#include <vector>

#include "harness/suite/product.h"
#include "harness/targets/target.h"

namespace s2sconform::trust {

struct RegistrationKind {
  // What the targets file says of such a registration, for those whom it lacks.
  std::string_view declaration;
  bool (*holds)(const Registration& registration, const ProductVersion& product);
  // The setting of the products' cmdlets without which there is no such registration, and where a
  // plugin says that its product has it. nullptr: every product can have one.
  std::string_view setting;
  bool plugin::TrustModel::*expressible = nullptr;
  bool beside_first_full = false;  // the first one with full trust is none of them

  bool is_expressible(const ProductVersion& product) const {
    return !expressible || product.trust().*expressible;
  }
};

// Enabled, with full trust, and all that a product lets an application do as itself and for users.
extern const RegistrationKind full;
extern const RegistrationKind application_level;
extern const RegistrationKind user_level;
extern const RegistrationKind disabled;
extern const RegistrationKind accepting_sid;
extern const RegistrationKind refusing_sid;  // full ones that do not accept them
extern const RegistrationKind by_token_server;
extern const RegistrationKind by_certificate;
extern const RegistrationKind impersonating;      // its linked account has the role
extern const RegistrationKind not_impersonating;  // it has other roles only
extern const RegistrationKind without_roles;      // it has none
extern const RegistrationKind without_app_only_policy;
extern const RegistrationKind broker;
extern const RegistrationKind not_broker;
extern const RegistrationKind beside_full;  // any enabled one, but the first full one

// The target's registrations of that kind, in its order.
std::vector<const Registration*> registrations_of(const Target& target,
                                                  const ProductVersion& product,
                                                  const RegistrationKind& kind);

}  // namespace s2sconform::trust
