#include "harness/token/draft.h"

#include "harness/base/base64.h"

namespace s2sconform {

std::string TokenTerms::audience() const {
  return audience_principal + "/" + audience_host + "@" + realm;
}

std::string TokenTerms::issuer() const { return issuer_principal + "@" + realm; }

std::string time_as_number(std::chrono::sys_seconds time) {
  return std::to_string(time.time_since_epoch().count());
}

std::string time_as_string(std::chrono::sys_seconds time) {
  return json_string(time_as_number(time));
}

Draft draft_actor_token(const TokenTerms& terms, const SigningKey& key, bool for_delegation) {
  Draft draft;
  draft.header.add("typ", json_string("JWT"))
      .add("alg", json_string("RS256"))
      .add("x5t", json_string(key.x5t()));
  draft.claims.add("aud", json_string(terms.audience()))
      .add("iss", json_string(terms.issuer()))
      .add("nbf", time_as_string(terms.not_before))
      .add("exp", time_as_string(terms.expires))
      .add("nameid", json_string(terms.issuer()));
  if (for_delegation) draft.claims.add("trustedfordelegation", json_string("true"));
  draft.signing = {Signing::Kind::rs256, &key, {}};
  return draft;
}

Draft draft_outer_token(const TokenTerms& terms, const UserClaims& user) {
  Draft draft;
  draft.header.add("typ", json_string("JWT")).add("alg", json_string("none"));
  draft.claims.add("aud", json_string(terms.audience()))
      .add("iss", json_string(terms.issuer()))
      .add("nbf", time_as_string(terms.not_before))
      .add("exp", time_as_string(terms.expires));
  for (const auto& [name, value] : user) draft.claims.add(name, json_string(value));
  return draft;
}

std::string seal(const Draft& draft) {
  const std::string input =
      encode_base64url(draft.header.text()) + "." + encode_base64url(draft.claims.text());
  switch (draft.signing.kind) {
    case Signing::Kind::rs256:
      return input + "." + encode_base64url(draft.signing.key->sign(input));
    case Signing::Kind::hs256:
      return input + "." + encode_base64url(sign_hs256(draft.signing.secret, input));
    case Signing::Kind::none:
      break;
  }
  return input + ".";
}

std::string seal_around(Draft outer, const std::string& actor_token, const std::string& claim) {
  outer.claims.add(claim, json_string(actor_token));
  return seal(outer);
}

}  // namespace s2sconform
