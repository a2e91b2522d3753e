// Tokens before they are signed. A well-formed draft is made here, of the shapes that the products
// use ([MS-XOAUTH] 2.2, 4.2 and 4.4; facts 3.2 to 3.4); a malformed token is such a draft with one
// edit.
//
// An actor token is signed and names the application. On its own it is an app-only token. An outer
// token is unsigned, names a user, and bears an actor token in a claim.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/secret.h"
#include "harness/token/json_object.h"
#include "harness/token/signing_key.h"

namespace s2sconform {

// For whom a token is, from whom, and when.
struct TokenTerms {
  std::string audience_principal;  // application id of the product: "00000002-0000-0ff1-ce00-…"
  std::string audience_host;       // without port
  std::string realm;               // in aud, iss and nameid
  std::string issuer_principal;    // application id of the partner application
  std::chrono::sys_seconds not_before;
  std::chrono::sys_seconds expires;

  std::string audience() const;  // "<principal>/<host>@<realm>"
  std::string issuer() const;    // "<principal>@<realm>"
};

// Seconds since 1970 as JSON: a string is the products' dialect, a number is RFC 7519's.
std::string time_as_string(std::chrono::sys_seconds time);
std::string time_as_number(std::chrono::sys_seconds time);

// How a draft's third segment is made.
struct Signing {
  enum class Kind { rs256, hs256, none };

  Kind kind = Kind::none;
  const SigningKey* key = nullptr;  // of rs256; borrowed
  std::string secret;               // of hs256
};

struct Draft {
  JsonObject header;
  JsonObject claims;
  Signing signing;
};

// The user whom an outer token names: claims by name, in order ("nameid", "upn", "smtp", …).
using UserClaims = std::vector<std::pair<std::string, std::string>>;

// An actor token, signed by `key`, which is borrowed. `trustedfordelegation` is there when the
// token is to stand in an outer one: app-only tokens of the public clients leave it out.
Draft draft_actor_token(const TokenTerms& terms, const SigningKey& key, bool for_delegation);

// An outer token without its actor token, which goes into `actortoken` or `actort`.
Draft draft_outer_token(const TokenTerms& terms, const UserClaims& user);

// seal encodes the draft and signs it: a compact JWS (RFC 7515, 7.1). Unsigned, it ends with a dot.
std::string seal(const Draft& draft);

// The outer token around `actor_token`, under the claim's name `claim`.
std::string seal_around(Draft outer, const std::string& actor_token,
                        const std::string& claim = "actortoken");

}  // namespace s2sconform
