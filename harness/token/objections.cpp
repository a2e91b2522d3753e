#include "harness/token/objections.h"

#include <algorithm>

#include "harness/base/ascii.h"
#include "harness/base/date.h"
#include "harness/token/signing_key.h"
#include "harness/x509/certificate.h"

namespace s2sconform {
namespace {

constexpr std::chrono::minutes leeway{5};  // what receivers allow was never documented

struct Audience {
  std::string principal, host, realm;
};

// "<principal>/<host>@<realm>" taken apart; empty parts for what is missing.
Audience parts_of(const std::string& audience) {
  Audience parts;
  const std::size_t at = audience.rfind('@');
  if (at != std::string::npos) parts.realm = audience.substr(at + 1);
  const std::string left = audience.substr(0, at);
  const std::size_t slash = left.find('/');
  parts.principal = left.substr(0, slash);
  if (slash != std::string::npos) parts.host = left.substr(slash + 1);
  return parts;
}

class Examiner {
 public:
  Examiner(const TokenExpectations& expected, std::vector<std::string>& objections)
      : expected_(expected), objections_(objections) {}

  void examine(const DecodedToken& token) {
    const DecodedToken* actor = token.actor();
    const std::string outer_name = actor ? "the outer token: " : "";
    form(token, outer_name);
    if (actor) form(*actor, "the actor token: ");
    if (actor) {
      outer_signature(token);
      actor_signature(*actor, "the actor token: ");
      if (actor->actor()) say("", "the actor token bears another actor token");
      agreement(token, *actor);
    } else {
      actor_signature(token, "");
    }
    claims(token, outer_name);
    if (actor) claims(*actor, "the actor token: ");
  }

 private:
  void say(const std::string& which, const std::string& text) {
    objections_.push_back(which + text);
  }

  void form(const DecodedToken& token, const std::string& which) {
    for (const std::string& defect : token.defects()) say(which, defect);
  }

  void outer_signature(const DecodedToken& outer) {
    const std::string algorithm = outer.header_text("alg").value_or("");
    if (algorithm != "none") {
      say("the outer token: ",
          "its alg is \"" + algorithm + "\", where an outer token has \"none\"");
    }
    if (!outer.signature().empty()) say("the outer token: ", "it is unsigned and has a signature");
  }

  void actor_signature(const DecodedToken& actor, const std::string& which) {
    const std::string algorithm = actor.header_text("alg").value_or("");
    if (equal_ignoring_case(algorithm, "none")) {
      say(which, "it is not signed (alg none), so anyone could have made it");
      return;
    }
    if (algorithm != "RS256") {
      say(which, algorithm.empty() ? "its header names no alg"
                                   : "its alg is \"" + algorithm + "\", where servers take RS256");
      return;
    }
    std::string x5t = actor.header_text("x5t").value_or("");
    x5t.erase(x5t.find_last_not_of('=') + 1);
    if (x5t.empty()) say(which, "its header names no certificate (x5t)");
    if (actor.signature().empty()) {
      say(which, "its signature is empty");
      return;
    }
    if (expected_.has_document) signature_by_document(actor, x5t, which);
  }

  void signature_by_document(const DecodedToken& actor, const std::string& x5t,
                             const std::string& which) {
    const auto found = std::find_if(expected_.certificates.begin(), expected_.certificates.end(),
                                    [&](const std::string& der) { return x5t_of(der) == x5t; });
    if (found == expected_.certificates.end()) {
      say(which,
          "its x5t names no signing certificate of the metadata document: the document is "
          "another issuer's, or the key has rolled over");
    } else if (!verify_rs256(*found, actor.signing_input(), actor.signature())) {
      say(which, "its signature does not verify by the certificate that its x5t names");
    }
  }

  void agreement(const DecodedToken& outer, const DecodedToken& actor) {
    if (outer.claim_text("iss") != actor.claim_text("nameid")) {
      say("", "the outer token's iss is not the actor token's nameid");
    }
    if (outer.claim_text("aud") != actor.claim_text("aud")) {
      say("", "outer token and actor token are for different audiences");
    }
    const bool named = outer.claim_text("nameid") || outer.claim_text("upn") ||
                       outer.claim_text("smtp") || outer.claim_text("sip");
    if (!named) say("", "the outer token names no user (nameid, upn, smtp or sip)");
    if (actor.claim_text("trustedfordelegation").value_or("true") == "false") {
      say("", "the actor token is not trusted for delegation, so it cannot name a user");
    }
  }

  void claims(const DecodedToken& token, const std::string& which) {
    audience(token.claim_text("aud").value_or(""), which);
    const auto begin = token.claim_time("nbf");
    const auto end = token.claim_time("exp");
    const std::int64_t now = expected_.now.time_since_epoch().count();
    const std::int64_t allowed = std::chrono::seconds(leeway).count();
    const auto date = [](std::int64_t time) {
      return date_text(std::chrono::sys_seconds(std::chrono::seconds(time)));
    };
    constexpr std::int64_t far_away = 253402300800;  // the year 10000
    const auto in_range = [](std::int64_t time) { return time > 0 && time < far_away; };
    if (!begin) say(which, "it does not say from when it is valid (nbf)");
    if (!end) say(which, "it does not say until when it is valid (exp)");
    if ((begin && !in_range(*begin)) || (end && !in_range(*end))) {
      say(which, "its nbf or exp is no time of this era");
      return;
    }
    if (begin && end && *begin >= *end) say(which, "it ends before it begins");
    if (end && *end + allowed < now) say(which, "it expired at " + date(*end));
    if (begin && *begin - allowed > now) say(which, "it is not valid before " + date(*begin));
    if (!token.claim_text("iss")) say(which, "it names no issuer (iss)");
  }

  void audience(const std::string& audience, const std::string& which) {
    const Audience is = parts_of(audience);
    if (audience.empty()) {
      say(which, "it names no audience (aud)");
      return;
    }
    if (is.principal.empty() || is.host.empty() || is.realm.empty()) {
      say(which, "its aud \"" + audience + "\" has not the three parts <principal>/<host>@<realm>");
      return;
    }
    if (expected_.audience.empty()) return;
    const Audience wanted = parts_of(expected_.audience);
    if (is.principal != wanted.principal) {
      say(which, "its aud names the application " + is.principal + ", not " + wanted.principal);
    }
    if (!equal_ignoring_case(is.host, wanted.host)) {
      say(which, "its aud names the host " + is.host + ", not " + wanted.host);
    }
    if (is.realm != wanted.realm) {
      say(which, "its aud names the realm " + is.realm + ", not " + wanted.realm);
    }
  }

  const TokenExpectations& expected_;
  std::vector<std::string>& objections_;
};

}  // namespace

std::vector<std::string> objections_to(const DecodedToken& token,
                                       const TokenExpectations& expected) {
  std::vector<std::string> objections;
  Examiner(expected, objections).examine(token);
  return objections;
}

}  // namespace s2sconform
