// What each registration is made to ask of a product: one call, or a few, under a name.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "suites/token/token_factory.h"
#include "suites/trust/registration_kinds.h"

namespace s2sconform::trust {

// A token, and what it is presented to.
struct Call {
  std::string suffix;  // of its label; empty where the call stands alone
  std::string token;
  std::string_view body;  // of the account question; empty: the protected resource is asked
  std::string address;    // for {address} in it
};

// The error says what the targets file lacks.
using Calls = tl::expected<std::vector<Call>, std::string>;

// Who calls, and whose name he may borrow.
struct Bench {
  ProbeContext& context;
  const Registration& registration;
  token::TokenFactory& factory;  // of the registration's identity
  std::string issued;            // an actor token of the token server for it; empty: none
  std::string consent_missing;   // why there is none
};

struct CallKind {
  std::string_view name;
  Calls (*make)(Bench& bench);
  std::vector<const RegistrationKind*> registrations;  // that make it
  bool needs_token_server = false;
  bool needs_account = false;  // the product must answer the account question
};

// Each is a probe of its name. "itself" and "user" show what a registration may do at all; the
// checks of the others rest on them.
const std::vector<CallKind>& call_kinds();

// A user that no directory has, in the realm of the target's user.
TestUser unknown_user(const TestUser& like);

}  // namespace s2sconform::trust
