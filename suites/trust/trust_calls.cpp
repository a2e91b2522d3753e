#include "suites/trust/trust_calls.h"

namespace s2sconform::trust {
namespace {

using token::claims_of;
using token::TokenFactory;

constexpr const char* other_client = "7c1e5b0a-52d4-4f6e-8a3b-9d0c2e4f6a18";
constexpr int repetitions = 3;

Calls missing(const char* key) {
  return tl::unexpected("the target has no \"" + std::string(key) + "\": add it");
}

Calls one(std::string token) { return std::vector<Call>{{"", std::move(token), {}, {}}}; }

std::string as_user(TokenFactory& factory, const UserClaims& claims) {
  return seal_around(factory.outer_for(claims), factory.sealed_actor());
}

Calls as_user(Bench& bench, const std::optional<TestUser>& user, const char* key) {
  if (!user) return missing(key);
  return one(as_user(bench.factory, claims_of(*user)));
}

Calls itself(Bench& bench) { return one(seal(bench.factory.app_only())); }

Calls user(Bench& bench) { return as_user(bench, bench.context.target().user, "user"); }

Calls other_user(Bench& bench) {
  return as_user(bench, bench.context.target().other_user, "other_user");
}

Calls foreign_user(Bench& bench) {
  return as_user(bench, bench.context.target().foreign_user, "foreign_user");
}

Calls ambiguous_user(Bench& bench) {
  return as_user(bench, bench.context.target().ambiguous_user, "ambiguous_user");
}

Calls nobody(Bench& bench) {
  const auto& like = bench.context.target().user;
  if (!like) return missing("user");
  return one(as_user(bench.factory, claims_of(unknown_user(*like))));
}

Calls missing_delegation(Bench& bench) {
  const auto& who = bench.context.target().user;
  if (!who) return missing("user");
  Draft actor = bench.factory.actor();
  actor.claims.remove("trustedfordelegation");
  return one(seal_around(bench.factory.outer_for(claims_of(*who)), seal(actor)));
}

// Not signed by the registration's key: what a stranger can find out.
Calls strangers(Bench& bench) {
  const auto& who = bench.context.target().user;
  if (!who) return missing("user");
  const auto token_for = [&](const TestUser& named) {
    Draft actor = bench.factory.actor();
    actor.signing.key = &bench.factory.stranger();
    return seal_around(bench.factory.outer_for(claims_of(named)), seal(actor));
  };
  return std::vector<Call>{{"known", token_for(*who), {}, {}},
                           {"unknown", token_for(unknown_user(*who)), {}, {}}};
}

Calls by_sid(Bench& bench) {
  const auto& who = bench.context.target().user;
  if (!who || who->sid.empty()) return missing("user\" with \"sid");
  return one(as_user(bench.factory, {{"nameid", who->sid}, {"nii", who->nii}}));
}

// The same conflicting names several times, each time in another token.
Calls conflict(Bench& bench, const UserClaims& claims) {
  std::vector<Call> calls;
  for (int index = 0; index < repetitions; ++index) {
    calls.push_back({std::to_string(index), as_user(bench.factory, claims), {}, {}});
  }
  return calls;
}

Calls sid_conflict(Bench& bench) {
  const Target& target = bench.context.target();
  if (!target.user || target.user->sid.empty()) return missing("user\" with \"sid");
  if (!target.other_user || target.other_user->upn.empty())
    return missing("other_user\" with \"upn");
  return conflict(
      bench,
      {{"nameid", target.user->sid}, {"upn", target.other_user->upn}, {"nii", target.user->nii}});
}

Calls name_conflict(Bench& bench) {
  const Target& target = bench.context.target();
  if (!target.user || target.user->upn.empty()) return missing("user\" with \"upn");
  if (!target.other_user || target.other_user->smtp.empty()) {
    return missing("other_user\" with \"smtp");
  }
  return conflict(
      bench,
      {{"upn", target.user->upn}, {"smtp", target.other_user->smtp}, {"nii", target.user->nii}});
}

// The name of the first registration with full trust, under the key of this one.
Calls borrowed_name(Bench& bench) {
  const Target& target = bench.context.target();
  const auto lenders = registrations_of(target, bench.context.product_version(), full);
  if (lenders.empty()) return tl::unexpected(std::string("no registration has full trust"));
  TokenTerms terms = bench.factory.terms();
  terms.issuer_principal = lenders.front()->identity->application_id;
  const SigningKey& key = bench.factory.identity().key;
  std::vector<Call> calls{{"itself", seal(draft_actor_token(terms, key, false)), {}, {}}};
  if (target.user) {
    calls.push_back({"user",
                     seal_around(draft_outer_token(terms, claims_of(*target.user)),
                                 seal(draft_actor_token(terms, key, true))),
                     {},
                     {}});
  }
  return calls;
}

// An actor token of this issuer in which another application is named.
Calls other_application(Bench& bench) {
  Draft draft = bench.factory.app_only();
  draft.claims.set("nameid",
                   json_string(std::string(other_client) + "@" + bench.context.target().realm));
  return one(seal(draft));
}

Calls next_key(Bench& bench) {
  if (!bench.factory.identity().next_key) {
    return tl::unexpected("the identity '" + bench.factory.identity().name +
                          "' has no \"next_key_file\": add it");
  }
  const SigningKey& key = *bench.factory.identity().next_key;
  return one(seal(draft_actor_token(bench.factory.terms(), key, false)));
}

// By an actor token that the token server has issued.
Calls with_consent(Bench& bench) {
  if (!bench.context.target().user) return missing("user");
  if (bench.issued.empty()) return tl::unexpected(bench.consent_missing);
  const UserClaims claims = claims_of(*bench.context.target().user);
  return std::vector<Call>{
      {"itself", bench.issued, {}, {}},
      {"user", seal_around(bench.factory.outer_for(claims), bench.issued), {}, {}}};
}

Calls account(Bench& bench) {
  const Target& target = bench.context.target();
  if (!target.user) return missing("user");
  const TestUser& who = *target.user;
  const std::string_view body = bench.context.product_version().account().own_body;
  const auto named = [&](const char* claim, const std::string& value) {
    return as_user(bench.factory, {{claim, value}, {"nii", who.nii}});
  };
  std::vector<Call> calls{{"user", as_user(bench.factory, claims_of(who)), body, who.smtp}};
  for (const auto& [claim, value] :
       {std::pair{"nameid", who.nameid.empty() ? who.upn : who.nameid}, std::pair{"upn", who.upn},
        std::pair{"smtp", who.smtp}, std::pair{"sip", who.sip}}) {
    if (!value.empty()) calls.push_back({claim, named(claim, value), body, who.smtp});
  }
  if (target.other_user) {
    calls.push_back({"other", as_user(bench.factory, claims_of(*target.other_user)), body,
                     target.other_user->smtp});
  }
  return calls;
}

Calls other_account(Bench& bench) {
  const Target& target = bench.context.target();
  if (!target.user) return missing("user");
  if (!target.other_user || target.other_user->smtp.empty()) {
    return missing("other_user\" with \"smtp");
  }
  return std::vector<Call>{{"", as_user(bench.factory, claims_of(*target.user)),
                            bench.context.product_version().account().other_body,
                            target.other_user->smtp}};
}

Calls on_behalf(Bench& bench, std::string_view plugin::AccountQuestion::*body) {
  const auto& who = bench.context.target().user;
  if (!who || who->smtp.empty()) return missing("user\" with \"smtp");
  return std::vector<Call>{{"", seal(bench.factory.app_only()),
                            bench.context.product_version().account().*body, who->smtp}};
}

Calls impersonation(Bench& bench) {
  return on_behalf(bench, &plugin::AccountQuestion::impersonation_body);
}

Calls named_role(Bench& bench) {
  return on_behalf(bench, &plugin::AccountQuestion::named_role_body);
}

Calls malformed_role(Bench& bench) {
  const auto& who = bench.context.target().user;
  if (!who) return missing("user");
  return std::vector<Call>{{"", as_user(bench.factory, claims_of(*who)),
                            bench.context.product_version().account().malformed_role_body,
                            who->smtp}};
}

}  // namespace

TestUser unknown_user(const TestUser& like) {
  const std::string& address = like.upn.empty() ? like.smtp : like.upn;
  const std::size_t at = address.find('@');
  const std::string name =
      "nobody-9f2c7d41" + (at == std::string::npos ? std::string() : address.substr(at));
  TestUser nobody;
  nobody.upn = nobody.smtp = nobody.sip = name;
  nobody.nii = like.nii;
  return nobody;
}

const std::vector<CallKind>& call_kinds() {
  static const std::vector<CallKind> kinds{
      {"itself",
       &itself,
       {&full, &application_level, &user_level, &disabled, &accepting_sid, &by_token_server,
        &by_certificate, &impersonating, &not_impersonating, &without_roles,
        &without_app_only_policy, &broker}},
      {"user",
       &user,
       {&full, &application_level, &user_level, &disabled, &accepting_sid, &by_token_server,
        &by_certificate, &without_roles, &without_app_only_policy, &broker}},
      {"other-user", &other_user, {&full}},
      {"foreign-user", &foreign_user, {&full}},
      {"ambiguous-user", &ambiguous_user, {&full}},
      {"unknown-user", &nobody, {&full, &application_level}},
      {"missing-delegation", &missing_delegation, {&full}},
      {"stranger", &strangers, {&full}},
      {"sid", &by_sid, {&refusing_sid, &accepting_sid}},
      {"sid-conflict", &sid_conflict, {&accepting_sid}},
      {"name-conflict", &name_conflict, {&full}},
      {"borrowed-name", &borrowed_name, {&beside_full}},
      {"other-application", &other_application, {&broker, &not_broker}},
      {"next-key", &next_key, {&by_certificate}},
      {"consent", &with_consent, {&application_level, &user_level}, true},
      {"account", &account, {&full}, false, true},
      {"other-account", &other_account, {&full}, false, true},
      {"impersonation", &impersonation, {&impersonating, &not_impersonating}, false, true},
      {"named-role", &named_role, {&not_impersonating}, false, true},
      {"malformed-role", &malformed_role, {&full}, false, true}};
  return kinds;
}

}  // namespace s2sconform::trust
