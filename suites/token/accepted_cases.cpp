// Tokens that a product should accept.
#include <algorithm>

#include "harness/base/ascii.h"
#include "suites/token/token_cases.h"

namespace s2sconform::token {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// The user named by one claim alone.
Made by_claim(TokenFactory& factory, const char* name, std::string TestUser::*member) {
  if (!factory.has_user() || ((*factory.target().user).*member).empty()) {
    return missing("the targets file does not give the user's " + std::string(name));
  }
  if (!factory.user_accepted) {
    return nothing("the product accepts no token that names the user: see token.accepts-user");
  }
  const TestUser& user = *factory.target().user;
  const Draft outer = factory.outer_for({{name, user.*member}, {"nii", user.nii}});
  return Attempts{bearer(seal_around(outer, factory.sealed_actor()))};
}

Made by_upn(TokenFactory& factory) { return by_claim(factory, "upn", &TestUser::upn); }
Made by_smtp(TokenFactory& factory) { return by_claim(factory, "smtp", &TestUser::smtp); }
Made by_sip(TokenFactory& factory) { return by_claim(factory, "sip", &TestUser::sip); }

// A minute is well inside the leeway of minutes that RFC 7519 speaks of.
Made clock_skew(TokenFactory& factory) {
  constexpr seconds skew{60};
  return Attempts{factory.edited([&](Draft& draft) {
                    draft.claims.set("nbf", time_as_string(factory.now() + skew));
                  }),
                  factory.edited([&](Draft& draft) {
                    draft.claims.set("nbf", time_as_string(factory.now() - hours{1}))
                        .set("exp", time_as_string(factory.now() - skew));
                  })};
}

Made extra_claims(TokenFactory& factory) {
  return Attempts{factory.edited(
      [](Draft& draft) { draft.claims.add("x_conformance_probe", json_string("to be ignored")); })};
}

Made claim_order(TokenFactory& factory) {
  return Attempts{factory.edited([](Draft& draft) { draft.claims.reverse(); })};
}

Made numeric_times(TokenFactory& factory) {
  return Attempts{factory.edited([&](Draft& draft) {
    const TokenTerms terms = factory.terms();
    draft.claims.set("nbf", time_as_number(terms.not_before))
        .set("exp", time_as_number(terms.expires));
  })};
}

Made long_lifetime(TokenFactory& factory) {
  constexpr hours day{24};
  return Attempts{factory.edited([&](Draft& draft) {
    draft.claims.set("exp", time_as_string(factory.terms().expires + day));
  })};
}

Made actort(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    return Attempts{bearer(seal_around(f.outer(), f.sealed_actor(), "actort"))};
  });
}

Made mixed_case_host(TokenFactory& factory) {
  return Attempts{factory.with_terms(
      [](TokenTerms& terms) { terms.audience_host = upper_case(terms.audience_host); })};
}

Made boolean_delegation(TokenFactory& factory) {
  return Attempts{
      factory.edited([](Draft& draft) { draft.claims.set("trustedfordelegation", "true"); })};
}

Made alternative_host(TokenFactory& factory) {
  if (factory.target().alternative_hosts.empty()) {
    return missing("the targets file names no alternative_hosts");
  }
  Attempts attempts;
  for (const std::string& host : factory.target().alternative_hosts) {
    attempts.push_back(factory.with_terms([&](TokenTerms& terms) { terms.audience_host = host; }));
  }
  return attempts;
}

// The probe sends attempts one after the other.
Made replay(TokenFactory& factory) {
  const Attempt attempt = factory.edited([](Draft&) {});
  return Attempts{attempt, attempt};
}

// White space between the members: it makes the token longer and nothing else of it different.
Made large_token(TokenFactory& factory) {
  return Attempts{factory.edited([&](Draft& draft) {
    constexpr std::size_t padding = 4096;
    draft.claims.set("exp", time_as_string(factory.terms().expires) + std::string(padding, ' '));
  })};
}

Made lower_case_scheme(TokenFactory& factory) {
  Attempt attempt = factory.edited([](Draft&) {});
  attempt.credentials.front().scheme = "bearer";
  return Attempts{attempt};
}

Made msexchuid(TokenFactory& factory) {
  return needing_user(factory, [](TokenFactory& f) {
    Draft outer = f.outer();
    outer.claims.add("msexchuid",
                     json_string("6b1d4e52-3c0f-4a87-9d7e-1f0a2b3c4d5e@" + f.target().realm));
    return Attempts{bearer(seal_around(outer, f.sealed_actor()))};
  });
}

Made next_key(TokenFactory& factory) {
  if (!factory.identity().next_key) {
    return missing("the identity has no next_key_file");
  }
  return Attempts{factory.edited([&](Draft& draft) {
    const SigningKey& key = *factory.identity().next_key;
    draft.header.set("x5t", json_string(key.x5t()));
    draft.signing.key = &key;
  })};
}

}  // namespace

tl::unexpected<Reason> nothing(std::string reason) {
  return tl::unexpected(Reason{std::move(reason), false});
}

tl::unexpected<Reason> missing(std::string prerequisite) {
  return tl::unexpected(Reason{std::move(prerequisite), true});
}

Made needing_app_only(TokenFactory& factory, Attempts (*make)(TokenFactory& factory)) {
  if (!factory.app_only_accepted) {
    return nothing(
        "the product accepts no app-only token of this identity: see token.accepts-app-only");
  }
  return make(factory);
}

Made needing_user(TokenFactory& factory, Attempts (*make)(TokenFactory& factory)) {
  if (!factory.has_user()) {
    return missing("the targets file names no \"user\" for this target");
  }
  if (!factory.user_accepted) {
    return nothing("the product accepts no token that names the user: see token.accepts-user");
  }
  return make(factory);
}

std::vector<TokenCase> accepted_cases() {
  return {{"accepts-user-by-upn", &by_upn},
          {"accepts-user-by-smtp", &by_smtp},
          {"accepts-user-by-sip", &by_sip},
          {"accepts-clock-skew", &clock_skew},
          {"accepts-extra-claims", &extra_claims},
          {"accepts-claim-order", &claim_order},
          {"accepts-numeric-times", &numeric_times},
          {"accepts-long-lifetime", &long_lifetime},
          {"accepts-actort", &actort},
          {"accepts-mixed-case-host", &mixed_case_host},
          {"accepts-boolean-delegation", &boolean_delegation},
          {"accepts-alternative-host", &alternative_host},
          {"accepts-replay", &replay},
          {"accepts-large-token", &large_token},
          {"accepts-lower-case-scheme", &lower_case_scheme},
          {"accepts-msexchuid", &msexchuid},
          {"accepts-next-key", &next_key}};
}

}  // namespace s2sconform::token
