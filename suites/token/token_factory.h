// Makes the tokens that the token suite sends to one target. A good token is made of a draft
// (harness/token/draft.h); a malformed one is such a draft with one edit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/identity/identity.h"
#include "harness/suite/suite.h"
#include "harness/token/draft.h"

namespace s2sconform::token {

// What one request presents.
struct Attempt {
  std::vector<Credential> credentials;
  std::optional<Secret> query_token;
  Headers headers;  // beside them
};

using Attempts = std::vector<Attempt>;

// "Authorization: Bearer <token>".
Attempt bearer(std::string token);

// All names of the user.
UserClaims claims_of(const TestUser& user);

class TokenFactory {
 public:
  explicit TokenFactory(ProbeContext& context);  // of the target's identity
  TokenFactory(ProbeContext& context, std::shared_ptr<const Identity> identity);

  // Why no token can be made for the target; empty when they can.
  const std::string& obstacle() const { return obstacle_; }

  const Target& target() const { return target_; }
  const Identity& identity() const { return *identity_; }
  const std::string& product_principal() const { return product_principal_; }
  // By our clock: what is dated close to the edge of a leeway must not have waited for long.
  std::chrono::sys_seconds now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }

  // What the product accepted before the other tokens were sent. Edits are made of the kind of
  // token that it accepts: what would be refused anyway proves nothing.
  bool app_only_accepted = false;
  bool user_accepted = false;
  // DER of the signing certificates that the product itself publishes.
  std::vector<std::string> product_certificates;

  // Each call ends a second later than the one before, of whatever factory of the target, so that
  // no two tokens are the same and a server that keeps a list of used ones is not asked twice.
  TokenTerms terms();

  // The host that tokens are for from here on; without it, that of the protected resource. Before
  // the first token.
  void set_audience_host(std::string host) { host_ = std::move(host); }

  // Well-formed drafts.
  Draft app_only();
  Draft actor();  // to stand in an outer token
  Draft outer();  // names the target's user by all that is known of him
  Draft outer_for(const UserClaims& user);
  UserClaims user_claims() const;  // those of outer()
  bool has_user() const { return target_.user.has_value(); }

  // A token of these terms, of the kind that the product accepts; both tokens of an outer one have
  // them.
  Attempt of_terms(const TokenTerms& terms) const;
  template <class Edit>
  Attempt with_terms(Edit edit) {
    TokenTerms changed = terms();
    edit(changed);
    return of_terms(changed);
  }

  // Good tokens, sealed once: what changes around them or in their text needs no new signature.
  const std::string& sealed_app_only();
  const std::string& sealed_actor();

  // The actor draft, sealed, in a good outer token.
  Attempt inside(const Draft& actor);
  // The draft as an app-only token.
  Attempt alone(const Draft& actor) const;

  // A token of the kind that the product accepts, app-only where it accepts both. `edit` changes
  // the signed token in it.
  template <class Edit>
  Attempt edited(Edit edit) {
    Draft draft = app_only_accepted ? app_only() : actor();
    edit(draft);
    return app_only_accepted ? alone(draft) : inside(draft);
  }
  // The same in each kind that the product accepts.
  template <class Edit>
  Attempts edited_each(Edit edit) {
    Attempts attempts;
    if (app_only_accepted) {
      Draft draft = app_only();
      edit(draft);
      attempts.push_back(alone(draft));
    }
    if (user_accepted) {
      Draft draft = actor();
      edit(draft);
      attempts.push_back(inside(draft));
    }
    return attempts;
  }
  // A sealed signed token, edited as text, in each kind that the product accepts.
  template <class Edit>
  Attempts edited_text_each(Edit edit) {
    Attempts attempts;
    if (app_only_accepted) attempts.push_back(bearer(edit(sealed_app_only())));
    if (user_accepted) attempts.push_back(bearer(seal_around(outer(), edit(sealed_actor()))));
    return attempts;
  }

  // A key that no product knows, with a certificate that says nothing; made when first asked for.
  const SigningKey& stranger() const;

 private:
  ProbeContext& context_;
  const Target& target_;
  std::shared_ptr<const Identity> identity_;
  std::string product_principal_;
  std::string host_;
  std::chrono::sys_seconds now_;
  std::string obstacle_;
  std::string sealed_app_only_;
  std::string sealed_actor_;
};

}  // namespace s2sconform::token
