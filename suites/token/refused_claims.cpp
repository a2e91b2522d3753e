// Tokens that are well signed and say something that the product must not believe ([MS-XOAUTH]
// 3.2.5.6; facts 3.5, 4.4 and 12).
#include "suites/token/token_cases.h"

namespace s2sconform::token {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* unknown_application = "5d1f7a3e-8b46-4c0d-9e72-3a6b1c4d8f90";
constexpr const char* another_realm = "elsewhere.invalid";
constexpr const char* another_host = "elsewhere.invalid";

// The principals of this family of products (facts section 1).
constexpr const char* family[] = {"00000002-0000-0ff1-ce00-000000000000",
                                  "00000003-0000-0ff1-ce00-000000000000",
                                  "00000004-0000-0ff1-ce00-000000000000"};

Made unknown_issuer(TokenFactory& factory) {
  return Attempts{
      factory.with_terms([](TokenTerms& terms) { terms.issuer_principal = unknown_application; })};
}

Made issuer_other_realm(TokenFactory& factory) {
  return Attempts{factory.edited([&](Draft& draft) {
    const std::string issuer = factory.identity().application_id + "@" + another_realm;
    draft.claims.set("iss", json_string(issuer)).set("nameid", json_string(issuer));
  })};
}

// A token with `audience` as it stands, in both tokens where there are two.
Attempt for_audience(TokenFactory& factory, const std::string& audience) {
  const std::string value = json_string(audience);
  Draft actor = factory.app_only_accepted ? factory.app_only() : factory.actor();
  actor.claims.set("aud", value);
  if (factory.app_only_accepted) return factory.alone(actor);
  Draft outer = factory.outer();
  outer.claims.set("aud", value);
  return bearer(seal_around(outer, seal(actor)));
}

Made audience_other_principal(TokenFactory& factory) {
  Attempts attempts;
  for (const char* principal : family) {
    if (factory.product_principal() == principal) continue;
    attempts.push_back(
        factory.with_terms([&](TokenTerms& terms) { terms.audience_principal = principal; }));
  }
  return attempts;
}

Made audience_other_host(TokenFactory& factory) {
  return Attempts{
      factory.with_terms([](TokenTerms& terms) { terms.audience_host = another_host; })};
}

Made audience_other_realm(TokenFactory& factory) {
  const TokenTerms terms = factory.terms();
  return Attempts{for_audience(
      factory, terms.audience_principal + "/" + terms.audience_host + "@" + another_realm)};
}

Made audience_missing(TokenFactory& factory) {
  Draft actor = factory.app_only_accepted ? factory.app_only() : factory.actor();
  actor.claims.remove("aud");
  Attempts attempts{for_audience(factory, "")};
  if (factory.app_only_accepted) {
    attempts.push_back(factory.alone(actor));
  } else {
    Draft outer = factory.outer();
    outer.claims.remove("aud");
    attempts.push_back(bearer(seal_around(outer, seal(actor))));
  }
  return attempts;
}

Made audience_without_host(TokenFactory& factory) {
  const TokenTerms terms = factory.terms();
  return Attempts{for_audience(factory, terms.audience_principal + "@" + terms.realm),
                  for_audience(factory, terms.audience_principal + "/@" + terms.realm),
                  for_audience(factory, terms.audience_principal + "/" + terms.audience_host)};
}

Made audience_url(TokenFactory& factory) {
  return Attempts{for_audience(factory, "https://" + factory.terms().audience_host),
                  for_audience(factory, "https://" + factory.terms().audience_host + "/")};
}

Attempt valid_between(TokenFactory& factory, seconds begin, seconds end) {
  return factory.with_terms([&](TokenTerms& terms) {
    terms.not_before = factory.now() + begin;
    terms.expires = factory.now() + end;
  });
}

Made expired(TokenFactory& factory) {
  return Attempts{valid_between(factory, -hours{2}, -minutes{10}),
                  valid_between(factory, -hours{9}, -hours{1}),
                  valid_between(factory, -hours{32}, -hours{24})};
}

Made not_yet_valid(TokenFactory& factory) {
  return Attempts{valid_between(factory, hours{1}, hours{2})};
}

// Both ends lie within any leeway: only their order is wrong.
Made nbf_after_exp(TokenFactory& factory) {
  return Attempts{valid_between(factory, minutes{1}, -minutes{1})};
}

Made missing_exp(TokenFactory& factory) {
  return factory.edited_each([](Draft& draft) { draft.claims.remove("exp"); });
}

Made outer_issuer_mismatch(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    Draft outer = f.outer();
    outer.claims.set("iss", json_string(std::string(unknown_application) + "@" + f.target().realm));
    return Attempts{bearer(seal_around(outer, f.sealed_actor()))};
  });
}

Made outer_audience_mismatch(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    TokenTerms other = f.terms();
    other.audience_host = another_host;
    const Draft actor = draft_actor_token(other, f.identity().key, true);
    const Draft outer = draft_outer_token(other, f.user_claims());
    return Attempts{f.inside(actor), bearer(seal_around(outer, f.sealed_actor()))};
  });
}

Made no_delegation(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    Draft says_no = f.actor();
    says_no.claims.set("trustedfordelegation", json_string("false"));
    Draft says_nothing = f.actor();
    says_nothing.claims.remove("trustedfordelegation");
    return Attempts{f.inside(says_no), f.inside(says_nothing)};
  });
}

Made outer_without_user(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    const Draft outer = f.outer_for({{"nii", f.target().user->nii}});
    return Attempts{bearer(seal_around(outer, f.sealed_actor()))};
  });
}

Made unknown_user(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    const TestUser& user = *f.target().user;
    const std::string& known = user.upn.empty() ? user.smtp : user.upn;
    const std::size_t at = known.find('@');
    const std::string domain = at == std::string::npos ? f.target().realm : known.substr(at + 1);
    const std::string nobody = "no-such-user-" + std::string(unknown_application) + "@" + domain;
    const Draft outer = f.outer_for({{"nameid", nobody},
                                     {"upn", nobody},
                                     {"smtp", nobody},
                                     {"sip", nobody},
                                     {"nii", user.nii}});
    return Attempts{bearer(seal_around(outer, f.sealed_actor()))};
  });
}

}  // namespace

std::vector<TokenCase> claim_cases() {
  return {{"refuses-unknown-issuer", &unknown_issuer},
          {"refuses-issuer-other-realm", &issuer_other_realm},
          {"refuses-audience-other-principal", &audience_other_principal},
          {"refuses-audience-other-host", &audience_other_host},
          {"refuses-audience-other-realm", &audience_other_realm},
          {"refuses-audience-missing", &audience_missing},
          {"refuses-audience-without-host", &audience_without_host},
          {"refuses-audience-url", &audience_url},
          {"refuses-expired", &expired},
          {"refuses-not-yet-valid", &not_yet_valid},
          {"refuses-nbf-after-exp", &nbf_after_exp},
          {"refuses-missing-exp", &missing_exp},
          {"refuses-outer-issuer-mismatch", &outer_issuer_mismatch},
          {"refuses-outer-audience-mismatch", &outer_audience_mismatch},
          {"refuses-no-delegation", &no_delegation},
          {"refuses-outer-without-user", &outer_without_user},
          {"refuses-unknown-user", &unknown_user}};
}

}  // namespace s2sconform::token
