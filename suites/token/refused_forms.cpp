// What is no token, no signed one, or is presented in a way that is none (facts 4.4 REF-12 ff., 12;
// RFC 7515 5.2, RFC 7519 7.2, RFC 6750 2).
#include "harness/base/base64.h"
#include "suites/token/token_cases.h"

namespace s2sconform::token {
namespace {

constexpr std::size_t oversized = 40 * 1024;  // no web server of these products takes such a header
constexpr std::size_t nesting = 512;

// A token of these two texts, signed over them whatever they hold.
std::string signed_text(const SigningKey& key, const std::string& header,
                        const std::string& claims) {
  const std::string input = header + "." + claims;
  return input + "." + encode_base64url(key.sign(input));
}

Made garbage(TokenFactory&) {
  return Attempts{bearer("this-is-no-token"), bearer("bm8.dG9rZW4.YXQ"), bearer("...")};
}

Made two_segments(TokenFactory& factory) {
  return factory.edited_text_each([](std::string token) {
    token.resize(token.rfind('.'));
    return token;
  });
}

// "!*" is signed with the rest: nothing but the alphabet is wrong.
Made not_base64url(TokenFactory& factory) {
  return factory.edited_text_each([&](const std::string& token) {
    const std::size_t first = token.find('.');
    const std::size_t second = token.find('.', first + 1);
    return signed_text(factory.identity().key, token.substr(0, first),
                       token.substr(first + 1, second - first - 1) + "!*");
  });
}

Made header_not_json(TokenFactory& factory) {
  return factory.edited_text_each([&](const std::string& token) {
    const std::size_t first = token.find('.');
    const std::size_t second = token.find('.', first + 1);
    return signed_text(factory.identity().key, encode_base64url("alg=RS256"),
                       token.substr(first + 1, second - first - 1));
  });
}

Made missing_alg(TokenFactory& factory) {
  return factory.edited_each([](Draft& draft) { draft.header.remove("alg"); });
}

Made unknown_alg(TokenFactory& factory) {
  return factory.edited_each([](Draft& draft) { draft.header.set("alg", json_string("RX256")); });
}

Draft with_algorithm(Draft draft, const std::string& name) {
  draft.header.set("alg", json_string(name));
  draft.signing = {};
  return draft;
}

Made alg_none(TokenFactory& factory) {
  return needing_app_only(factory, [](TokenFactory& f) {
    Draft without_key = with_algorithm(f.app_only(), "none");
    without_key.header.remove("x5t");
    return Attempts{f.alone(with_algorithm(f.app_only(), "none")), f.alone(without_key)};
  });
}

Made alg_none_mixed_case(TokenFactory& factory) {
  Attempts attempts;
  for (const char* name : {"None", "NONE", "nOnE"}) {
    if (factory.app_only_accepted) {
      attempts.push_back(factory.alone(with_algorithm(factory.app_only(), name)));
    }
    if (factory.user_accepted) {
      attempts.push_back(factory.inside(with_algorithm(factory.actor(), name)));
    }
  }
  return attempts;
}

Made nested_alg_none(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    Draft without_key = with_algorithm(f.actor(), "none");
    without_key.header.remove("x5t");
    return Attempts{f.inside(with_algorithm(f.actor(), "none")), f.inside(without_key)};
  });
}

// CVE-2023-29357: a token that claims to be a hashed proof token was taken without a signature.
void claim_proof(Draft& draft) {
  draft.claims.add("ver", json_string("hashedprooftoken"))
      .add("endpointurl", json_string("qqlAJmTxpB9A67xSyZk+tmrrNmYClY/fqig7ceZNsSM="))
      .add("endpointurlLength", "1")
      .add("isloopback", "true");
}

Attempt with_proof_header(Attempt attempt) {
  attempt.headers.push_back({"X-PROOF_TOKEN", "cHJvb2Y"});
  return attempt;
}

Made proof_token(TokenFactory& factory) {
  Attempts attempts;
  if (factory.app_only_accepted) {
    Draft draft = with_algorithm(factory.app_only(), "none");
    claim_proof(draft);
    attempts.push_back(with_proof_header(factory.alone(draft)));
  }
  if (factory.user_accepted) {
    Draft actor = with_algorithm(factory.actor(), "none");
    claim_proof(actor);
    attempts.push_back(with_proof_header(factory.inside(actor)));
    Draft outer = factory.outer();
    claim_proof(outer);
    attempts.push_back(with_proof_header(bearer(seal(outer))));
  }
  return attempts;
}

Draft unsealed(Draft draft) {
  draft.signing = {};
  return draft;
}

Made unsigned_token(TokenFactory& factory) {
  return needing_app_only(
      factory, [](TokenFactory& f) { return Attempts{f.alone(unsealed(f.app_only()))}; });
}

Made nested_unsigned(TokenFactory& factory) {
  return needing_user(factory,
                      [](TokenFactory& f) { return Attempts{f.inside(unsealed(f.actor()))}; });
}

Made nested_actors(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    Draft actor = f.actor();
    actor.claims.add("actortoken", json_string(f.sealed_actor()));
    return Attempts{f.inside(actor)};
  });
}

Made outer_without_actor(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) { return Attempts{bearer(seal(f.outer()))}; });
}

Made outer_with_signature(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    const std::string token = seal_around(f.outer(), f.sealed_actor());
    return Attempts{bearer(token + encode_base64url("no signature belongs here"))};
  });
}

// The first of the two values is right and the last is not. A reader may refuse the token or take
// the last value (RFC 7519, 4): either way the token is not accepted.
Made duplicate_claims(TokenFactory& factory) {
  return factory.edited_each([&](Draft& draft) {
    TokenTerms other = factory.terms();
    other.audience_host = "elsewhere.invalid";
    draft.claims.add("aud", json_string(other.audience()));
  });
}

Made query_token(TokenFactory& factory) {
  const Attempt good = factory.edited([](Draft&) {});
  Attempt attempt;
  attempt.query_token = good.credentials.front().token;
  return Attempts{attempt};
}

Made two_authorizations(TokenFactory& factory) {
  Attempt attempt = factory.edited([](Draft&) {});
  attempt.credentials.push_back(factory.edited([](Draft&) {}).credentials.front());
  return Attempts{attempt};
}

Made deep_nesting(TokenFactory& factory) {
  return factory.edited_each([](Draft& draft) {
    draft.claims.add("deep", std::string(nesting, '[') + std::string(nesting, ']'));
  });
}

Made oversized_token(TokenFactory& factory) {
  return Attempts{factory.edited([](Draft& draft) {
    draft.claims.add("x_padding", json_string(std::string(oversized, 'x')));
  })};
}

}  // namespace

std::vector<TokenCase> form_cases() {
  return {{"refuses-garbage", &garbage},
          {"refuses-two-segments", &two_segments},
          {"refuses-not-base64url", &not_base64url},
          {"refuses-header-not-json", &header_not_json},
          {"refuses-missing-alg", &missing_alg},
          {"refuses-unknown-alg", &unknown_alg},
          {"refuses-alg-none", &alg_none},
          {"refuses-alg-none-mixed-case", &alg_none_mixed_case},
          {"refuses-nested-alg-none", &nested_alg_none},
          {"refuses-proof-token", &proof_token},
          {"refuses-unsigned", &unsigned_token},
          {"refuses-nested-unsigned", &nested_unsigned},
          {"refuses-nested-actors", &nested_actors},
          {"refuses-outer-without-actor", &outer_without_actor},
          {"refuses-outer-with-signature", &outer_with_signature},
          {"refuses-duplicate-claims", &duplicate_claims},
          {"refuses-query-token", &query_token},
          {"refuses-two-authorizations", &two_authorizations},
          {"refuses-deep-nesting", &deep_nesting},
          {"refuses-oversized", &oversized_token}};
}

}  // namespace s2sconform::token
