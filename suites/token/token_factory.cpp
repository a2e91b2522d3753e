#include "suites/token/token_factory.h"

#include "harness/http/url.h"

namespace s2sconform::token {
namespace {

// Five minutes back, as the products date their own tokens (facts 3.3).
constexpr std::chrono::minutes back_dating{5};
constexpr std::chrono::minutes lifetime{55};

std::string obstacle_of(const Target& target, const plugin::Product& product,
                        const std::shared_ptr<const Identity>& identity) {
  if (product.resource.path.empty()) return "the plugin names no protected resource";
  if (!identity) {
    return "the target names no identity: add \"identity\" to it and describe the identity in "
           "\"identities\"";
  }
  if (target.realm == "*") {
    return "the target's realm is \"*\" and a token names one: write the realm into the targets "
           "file";
  }
  return {};
}

}  // namespace

Attempt bearer(std::string token) { return {{{Secret(std::move(token))}}, {}, {}}; }

TokenFactory::TokenFactory(ProbeContext& context)
    : TokenFactory(context, context.target().identity) {}

TokenFactory::TokenFactory(ProbeContext& context, std::shared_ptr<const Identity> identity)
    : context_(context),
      target_(context.target()),
      identity_(std::move(identity)),
      product_principal_(context.product().principal_id),
      now_(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())),
      obstacle_(obstacle_of(target_, context.product(), identity_)) {
  const auto url = parse_url(context.base_url(context.product().resource.base_url));
  if (url) host_ = url->host;
}

TokenTerms TokenFactory::terms() {
  TokenTerms terms;
  terms.audience_principal = product_principal_;
  terms.audience_host = host_;
  terms.realm = target_.realm;
  terms.issuer_principal = identity().application_id;
  terms.not_before = now_ - back_dating;
  terms.expires = now_ + lifetime + std::chrono::seconds(context_.next_number());
  return terms;
}

Draft TokenFactory::app_only() { return draft_actor_token(terms(), identity().key, false); }

Draft TokenFactory::actor() { return draft_actor_token(terms(), identity().key, true); }

UserClaims claims_of(const TestUser& user) {
  UserClaims claims;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) claims.emplace_back(name, value);
  };
  add("nameid", user.nameid.empty() ? user.upn : user.nameid);
  add("upn", user.upn);
  add("smtp", user.smtp);
  add("sip", user.sip);
  add("nii", user.nii);
  return claims;
}

UserClaims TokenFactory::user_claims() const { return claims_of(*target_.user); }

Draft TokenFactory::outer() { return outer_for(user_claims()); }

Draft TokenFactory::outer_for(const UserClaims& user) { return draft_outer_token(terms(), user); }

Attempt TokenFactory::of_terms(const TokenTerms& terms) const {
  const SigningKey& key = identity().key;
  if (app_only_accepted) return bearer(seal(draft_actor_token(terms, key, false)));
  return bearer(seal_around(draft_outer_token(terms, user_claims()),
                            seal(draft_actor_token(terms, key, true))));
}

const std::string& TokenFactory::sealed_app_only() {
  if (sealed_app_only_.empty()) sealed_app_only_ = seal(app_only());
  return sealed_app_only_;
}

const std::string& TokenFactory::sealed_actor() {
  if (sealed_actor_.empty()) sealed_actor_ = seal(actor());
  return sealed_actor_;
}

Attempt TokenFactory::inside(const Draft& actor) {
  return bearer(seal_around(outer(), seal(actor)));
}

Attempt TokenFactory::alone(const Draft& actor) const { return bearer(seal(actor)); }

const SigningKey& TokenFactory::stranger() const { return identity().stranger->key(); }

}  // namespace s2sconform::token
