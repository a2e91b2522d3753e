// Every token that the suite sends beside the good ones of the sanity probes: one case for each
// requirement that is named "token.<name>".
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "suites/token/token_factory.h"

namespace s2sconform::token {

// What a case presents, or why it has nothing to present to this target: shown as a skip's reason.
struct Reason {
  std::string text;
  bool prerequisite = false;  // the targets file could say what is missing
};
using Made = tl::expected<Attempts, Reason>;
tl::unexpected<Reason> nothing(std::string reason);
tl::unexpected<Reason> missing(std::string prerequisite);

struct TokenCase {
  std::string_view name;  // "refuses-alg-none"
  Made (*make)(TokenFactory& factory);
};

std::vector<TokenCase> accepted_cases();   // accepted_cases.cpp
std::vector<TokenCase> form_cases();       // refused_forms.cpp: for their form
std::vector<TokenCase> signature_cases();  // refused_signatures.cpp
std::vector<TokenCase> claim_cases();      // refused_claims.cpp

// For the cases' files: the attempts, or the reason when the product does not accept the kind of
// token that the case is made of, or the targets file does not say what it needs.
Made needing_app_only(TokenFactory& factory, Attempts (*make)(TokenFactory& factory));
Made needing_user(TokenFactory& factory, Attempts (*make)(TokenFactory& factory));

}  // namespace s2sconform::token
