#include <algorithm>

#include "harness/base/ascii.h"
#include "harness/http/challenge.h"
#include "harness/identity/identity.h"
#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/token/token_checks.h"
#include "suites/token/token_probes.h"

namespace s2sconform::token {
namespace {

// Why a good token is refused, as far as it can be told from outside; and what to do.
struct Diagnosis {
  std::string text;
  Remedy remedy;
};

bool is_accepted_at(Subject& subject, std::string_view label) {
  const Exchange* exchange = subject.find_exchange(label);
  return exchange && is_accepted(subject.product(), *exchange);
}

std::string diagnostics_of(Subject& subject) {
  const Exchange& exchange = subject.exchange("token.sane-before.app-only");
  const std::string name(subject.product().resource.diagnostics_header);
  const std::string* value =
      exchange.response ? find_header(exchange.response->headers, name) : nullptr;
  return value ? lower_case(*value) : std::string();
}

Diagnosis diagnose(Subject& subject) {
  const std::string& id = subject.target().identity->application_id;
  if (is_accepted_at(subject, "token.sane-before.next-key")) {
    return {"the product knows the identity's next key and not its current one",
            {"Make the next key the current one: move next_key_file and next_certificate_file to "
             "key_file and certificate_file in the targets file.",
             RemedyTopic::accept_tokens}};
  }
  const bool named = trusted_issuers_text(subject).find(id) != std::string::npos;
  const std::string diagnostics = diagnostics_of(subject);
  if (!named) {
    return {"the challenge does not name the application " + id +
                " as trusted issuer: it is not registered, disabled, or the registration waits "
                "for a restart",
            {"Register the identity's metadata document as a partner application.",
             RemedyTopic::register_partner}};
  }
  if (diagnostics.find("tenant") != std::string::npos) {
    return {"the application is registered, and the product does not know the token's realm",
            {"Compare the target's realm in the targets file with the product's accepted domains.",
             RemedyTopic::agree_on_realm}};
  }
  if (diagnostics.find("signature") != std::string::npos) {
    return {
        "the application is registered, with other keys than the identity signs with: the "
        "registration is stale",
        {"The identity's key has changed since the product read its metadata document.",
         RemedyTopic::refresh_partner}};
  }
  return {"the application is registered, and the product refuses its token",
          {"Look at the product's own log for the reason.", RemedyTopic::accept_tokens}};
}

}  // namespace

namespace {

// The trust level that the targets file declares for the target's identity.
std::optional<TrustLevel> declared_level(const Subject& subject) {
  for (const Registration& registration : subject.target().registrations) {
    if (registration.identity == subject.target().identity) {
      return registration.application_trust_level;
    }
  }
  return std::nullopt;
}

}  // namespace

Sanity::Sanity(Subject& subject) {
  if (declared_level(subject) == TrustLevel::user) {
    throw NothingToJudge(
        "the identity's level is User: a token of its own is to be refused (trust.user-refuses-*); "
        "name an identity of level Full");
  }
  if (const auto* obstacle = subject.find_fact(obstacle_label)) {
    throw MissingPrerequisite(*obstacle);
  }
  app_only = is_accepted(subject.product(), subject.exchange("token.sane-before.app-only"));
  user = is_accepted_at(subject, "token.sane-before.user");
  still = true;
  if (app_only) still &= is_accepted_at(subject, "token.sane-after.app-only");
  if (user) still &= is_accepted_at(subject, "token.sane-after.user");
}

void check_sane_before(Subject& subject) {
  if (subject.derived<Sanity>().any()) return;
  const Exchange& exchange = subject.exchange("token.sane-before.app-only");
  if (exchange.failure && exchange.failure->kind == FailureKind::certificate) {
    throw CouldNotJudge("no token is sent to a server whose certificate does not verify: " +
                        exchange.failure->message);
  }
  Diagnosis diagnosis = diagnose(subject);
  REPORT_BROKEN({"a good token is accepted",
                 describe(subject.product(), exchange) + "; " + diagnosis.text,
                 exchange.request.url});
  subject.advise(std::move(diagnosis.remedy));
}

namespace {

const Sanity& sane(Subject& subject) {
  const Sanity& sanity = subject.derived<Sanity>();
  if (!sanity.any()) {
    throw CouldNotJudge("no good token is accepted, so nothing follows: see token.sane-before");
  }
  return sanity;
}

}  // namespace

void check_sane_after(Subject& subject) {
  if (sane(subject).still) return;
  const Exchange* exchange = subject.find_exchange("token.sane-after.app-only");
  if (!exchange || is_accepted(subject.product(), *exchange)) {
    exchange = subject.find_exchange("token.sane-after.user");
  }
  if (!exchange) throw CouldNotJudge("no good token was sent after the others");
  REPORT_BROKEN({"a good token is accepted as before", describe(subject.product(), *exchange),
                 exchange->request.url});
}

void check_app_only(Subject& subject) {
  if (sane(subject).app_only) return;
  const Exchange& exchange = subject.exchange("token.sane-before.app-only");
  REPORT_BROKEN(
      {"status of an accepted token", describe(subject.product(), exchange), exchange.request.url});
}

void check_user(Subject& subject) {
  if (sane(subject).user) return;
  if (!subject.target().user) {
    throw MissingPrerequisite("the targets file names no \"user\" for this target");
  }
  if (declared_level(subject) == TrustLevel::application) {
    throw NothingToJudge(
        "the identity's level is Application: it is to be refused for users "
        "(trust.application-refuses-user)");
  }
  const Exchange& exchange = subject.exchange("token.sane-before.user");
  REPORT_BROKEN(
      {"status of an accepted token", describe(subject.product(), exchange), exchange.request.url});
}

}  // namespace s2sconform::token
