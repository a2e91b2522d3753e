#include "suites/partners/partners_checks.h"

#include <algorithm>
#include <optional>

#include "harness/base/ascii.h"
#include "harness/base/date.h"
#include "harness/judge/conforms.h"
#include "suites/metadata/metadata_document.h"
#include "suites/protected_resource.h"

namespace s2sconform::partners {
namespace {

constexpr std::string_view wildcard = "*";

std::vector<const Peer*> partners_of(Subject& subject) {
  std::vector<const Peer*> partners;
  for (const Peer& peer : subject.peers()) {
    const auto& names = subject.target().partners;
    if (std::find(names.begin(), names.end(), peer.target->name) != names.end()) {
      partners.push_back(&peer);
    }
  }
  if (partners.empty()) {
    throw NothingToJudge(
        "the target names no partners: add \"partners\" with the names of other targets");
  }
  return partners;
}

const Exchange& document_exchange(Subject& subject, const Peer& partner) {
  return subject.exchange(document_label(partner.target->name));
}

// The partner's document; nullopt when it serves none, which partners.document-served judges.
std::optional<metadata::Document> document_of(Subject& subject, const Peer& partner) {
  const Exchange& exchange = document_exchange(subject, partner);
  if (!exchange.complete() || exchange.response->status != 200) return std::nullopt;
  metadata::Document document = metadata::parse_document(
      exchange.response->body, exchange.request.url, subject.certificates());
  if (!document.is_object) return std::nullopt;
  return document;
}

// An entry of trusted_issuers taken apart. What has not the form is reported, not failed (facts
// C-r, C-t).
std::vector<metadata::Principal> trusted_issuers(Subject& subject) {
  const Exchange& exchange = challenge_exchange(subject);
  const std::optional<Challenge> bearer = bearer_challenge(exchange);
  if (!bearer) {
    throw NothingToJudge(
        "the protected resource sends no Bearer challenge: see "
        "token.challenge-present");
  }
  const std::string* list = bearer->parameter("trusted_issuers");
  std::vector<metadata::Principal> issuers;
  if (!list) return issuers;
  for (std::size_t begin = 0; begin <= list->size();) {
    const std::size_t end = std::min(list->find(',', begin), list->size());
    std::string item = list->substr(begin, end - begin);
    begin = end + 1;
    std::erase(item, ' ');
    if (const auto principal = metadata::parse_principal(item)) {
      issuers.push_back(*principal);
    } else if (!item.empty()) {
      subject.note("trusted_issuers has an entry of another form: " + item);
    }
  }
  return issuers;
}

std::string challenge_place(Subject& subject) {
  return "trusted_issuers of the Bearer challenge of " + challenge_exchange(subject).request.url;
}

std::vector<const metadata::Principal*> entries_of(const std::vector<metadata::Principal>& issuers,
                                                   const Peer& partner) {
  std::vector<const metadata::Principal*> entries;
  for (const metadata::Principal& issuer : issuers) {
    if (equal_ignoring_case(issuer.id, partner.product.product->principal_id)) {
      entries.push_back(&issuer);
    }
  }
  return entries;
}

// The realm that the partner signs its tokens with, as far as its document tells.
std::string realm_of(Subject& subject, const Peer& partner) {
  if (const auto document = document_of(subject, partner)) {
    const auto issuer = metadata::parse_principal(document->issuer.text);
    if (issuer && issuer->realm != wildcard) return issuer->realm;
  }
  return partner.target->realm;
}

// The partner's product has its own words for what is to be done there.
void advise_at(Subject& subject, const Peer& partner, std::string text, RemedyTopic topic) {
  subject.advise({remedy_text({std::move(text), topic}, partner.product), std::nullopt});
}

}  // namespace

std::string document_label(std::string_view partner) {
  return "partners.document." + std::string(partner);
}

void check_document_served(Subject& subject) {
  for (const Peer* partner : partners_of(subject)) {
    if (document_of(subject, *partner)) continue;
    const Exchange& exchange = document_exchange(subject, *partner);
    REPORT_BROKEN({"a metadata document of the partner " + partner->target->name,
                   exchange.response
                       ? "status " + std::to_string(exchange.response->status) + ", no JSON object"
                       : "no answer: " + exchange.failure->message,
                   exchange.request.url});
    advise_at(subject, *partner, "The partner cannot be imported or refreshed as it is.",
              RemedyTopic::publish_metadata);
  }
}

void check_partner_trusted(Subject& subject) {
  const std::vector<const Peer*> partners = partners_of(subject);
  const std::vector<metadata::Principal> issuers = trusted_issuers(subject);
  for (const Peer* partner : partners) {
    if (!entries_of(issuers, *partner).empty()) continue;
    std::string listed;
    for (const metadata::Principal& issuer : issuers) {
      listed += (listed.empty() ? "" : ", ") + issuer.id + "@" + issuer.realm;
    }
    REPORT_BROKEN({std::string(partner->product.product->principal_id) + ", the partner " +
                       partner->target->name,
                   listed.empty() ? "no issuer" : listed, challenge_place(subject)});
  }
}

void check_realm_agrees(Subject& subject) {
  const std::vector<const Peer*> partners = partners_of(subject);
  const std::vector<metadata::Principal> issuers = trusted_issuers(subject);
  std::size_t judged = 0;
  for (const Peer* partner : partners) {
    const auto entries = entries_of(issuers, *partner);
    const std::string realm = realm_of(subject, *partner);
    if (entries.empty() || realm == wildcard) continue;
    ++judged;
    const bool agrees = std::any_of(entries.begin(), entries.end(), [&](const auto* entry) {
      return entry->realm == wildcard || equal_ignoring_case(entry->realm, realm);
    });
    if (!agrees) {
      REPORT_BROKEN({"the realm " + realm + " of the partner " + partner->target->name,
                     entries.front()->realm, challenge_place(subject)});
    }
  }
  if (judged == 0) throw NothingToJudge("no partner is trusted: see partners.trusted");
}

void check_keys_current(Subject& subject) {
  std::size_t judged = 0;
  for (const Peer* partner : partners_of(subject)) {
    const auto document = document_of(subject, *partner);
    if (!document) continue;
    ++judged;
    const auto keys = document->signing_certificates();
    const bool current = std::any_of(keys.begin(), keys.end(), [&](const metadata::Key* key) {
      const Certificate& certificate = **key->certificate;
      return certificate.not_before <= subject.now() && subject.now() < certificate.not_after;
    });
    if (current) continue;
    REPORT_BROKEN(
        {"a signing certificate of the partner " + partner->target->name + " that is valid today",
         keys.empty() ? "no signing certificate"
                      : "ended " + date_text((*keys.back()->certificate)->not_after),
         document->url});
    advise_at(subject, *partner, "What the partner signs is refused here.",
              RemedyTopic::renew_signing_key);
  }
  if (judged == 0) throw NothingToJudge("no partner's document: see partners.document-served");
}

// Importers read a document again after a day at the latest, or when they are told to (facts M-l,
// CERT-11).
void check_keys_settled(Subject& subject) {
  constexpr std::chrono::hours settling{24};
  std::size_t judged = 0;
  for (const Peer* partner : partners_of(subject)) {
    const auto document = document_of(subject, *partner);
    if (!document) continue;
    ++judged;
    for (const metadata::Key* key : document->signing_certificates()) {
      const Certificate& certificate = **key->certificate;
      const bool fresh = certificate.not_before <= subject.now() &&
                         subject.now() - certificate.not_before < settling;
      if (!fresh) continue;
      REPORT_BROKEN({"keys of the partner " + partner->target->name + " that are older than a day",
                     "a key of " + date_text(certificate.not_before) +
                         ", which the registration here may not know yet",
                     key->where});
    }
  }
  if (judged == 0) throw NothingToJudge("no partner's document: see partners.document-served");
}

}  // namespace s2sconform::partners
