#include <algorithm>
#include <cctype>
#include <string>

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_matchers.h"
#include "suites/protected_resource.h"

namespace s2sconform::metadata {
namespace {

using testing::StrCaseEq;

constexpr std::string_view wildcard = "*";

// The realm of the product's dialect as words: "a domain name or *".
std::string words_for(const plugin::RealmForms& forms) {
  std::string words;
  const auto add = [&](bool holds, const char* word) {
    if (holds) words += (words.empty() ? "" : " or ") + std::string(word);
  };
  add(forms.dns_name, "a domain name");
  add(forms.guid, "a GUID");
  add(forms.wildcard, "\"*\"");
  return words;
}

bool has_form(const plugin::RealmForms& forms, const std::string& realm) {
  return (forms.wildcard && realm == wildcard) || (forms.guid && is_guid(realm)) ||
         (forms.dns_name && is_dns_name(realm));
}

}  // namespace

void check_service_name_principal(Subject& subject) {
  const Document& document = published(subject);
  if (!document.service_name.is_string() || !is_guid(document.service_name.text)) {
    throw NothingToJudge("judged with metadata.service-name only");
  }
  EXPECT_CONFORMS(at(document.service_name.text, document.service_name.where),
                  StrCaseEq(std::string(subject.product().principal_id)));
}

void check_issuer_principal(Subject& subject) {
  const Document& document = published(subject);
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  EXPECT_CONFORMS(at(issuer.id, document.issuer.where),
                  StrCaseEq(std::string(subject.product().principal_id)));
}

void check_principal_lower_case(Subject& subject) {
  const Document& document = published(subject);
  const auto lower_case = [](const std::string& text) {
    return std::none_of(text.begin(), text.end(),
                        [](unsigned char c) { return std::isupper(c) != 0; });
  };
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  for (const auto& [id, where] :
       {std::pair(issuer.id, document.issuer.where),
        std::pair(document.service_name.text, document.service_name.where)}) {
    if (!lower_case(id)) REPORT_BROKEN({"hexadecimal letters in lower case", id, where});
  }
}

void check_issuer_realm(Subject& subject) {
  const Document& document = published(subject);
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  const std::string& configured = subject.target().realm;
  if (issuer.realm == wildcard && subject.version().dialect.issuer_realm.wildcard) return;
  if (configured == wildcard) {
    throw NothingToJudge("the targets file names no realm for this target but \"*\"");
  }
  EXPECT_CONFORMS(at(issuer.realm, "realm in " + document.issuer.where), StrCaseEq(configured));
}

void check_issuer_realm_form(Subject& subject) {
  const Document& document = published(subject);
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  const plugin::RealmForms& forms = subject.version().dialect.issuer_realm;
  if (!has_form(forms, issuer.realm)) {
    REPORT_BROKEN({words_for(forms), issuer.realm, "realm in " + document.issuer.where});
  }
}

void check_realm_agrees(Subject& subject) {
  const Document& document = published(subject);
  const Member& realm = present(document.realm);
  if (is_unset_realm(realm, subject.version().dialect)) return;
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  EXPECT_CONFORMS(at(realm.text, realm.where), StrCaseEq(issuer.realm));
}

void check_audiences_name_product(Subject& subject) {
  const Document& document = published(subject);
  std::string ids;
  for (const Member& audience : document.allowed_audiences) {
    const std::optional<Principal> principal = parse_principal(audience.text);
    if (!principal) continue;
    if (testing::Matches(StrCaseEq(std::string(subject.product().principal_id)))(principal->id)) {
      return;
    }
    ids += (ids.empty() ? "" : ", ") + principal->id;
  }
  if (ids.empty()) throw NothingToJudge("judged with metadata.allowed-audiences only");
  REPORT_BROKEN({"an audience of the principal " + std::string(subject.product().principal_id), ids,
                 document.where("/allowedAudiences")});
}

void check_endpoint_is_document(Subject& subject) {
  const Document& document = published(subject);
  const std::string url =
      subject.target().base_urls.at("metadata") + std::string(subject.product().metadata_path);
  const std::optional<UrlParts> here = parse_url(url);
  const Member* other = nullptr;
  for (const Endpoint& endpoint : document.endpoints) {
    if (endpoint.usage.folded() != "metadata" || !endpoint.location.is_string()) continue;
    const std::optional<UrlParts> location = parse_url(endpoint.location.text);
    // The web server of these products compares paths without regard to case.
    if (location && location->host == here->host && location->port == here->port &&
        equal_ignoring_case(location->path, here->path)) {
      return;
    }
    other = &endpoint.location;
  }
  if (!other) throw NothingToJudge("the document names no endpoint of usage metadata");
  REPORT_BROKEN({url, other->text, other->where});
}

void check_endpoints_https(Subject& subject) {
  const Document& document = published(subject);
  std::size_t judged = 0;
  for (const Endpoint& endpoint : document.endpoints) {
    if (!endpoint.location.is_string()) continue;
    ++judged;
    EXPECT_CONFORMS(located(endpoint.location),
                    IsTextLike(TextCondition{"an https URL", [](const std::string& text) {
                                               const std::optional<UrlParts> url = parse_url(text);
                                               return url && url->scheme == "https";
                                             }}));
  }
  if (judged == 0) throw NothingToJudge("the document names no endpoint");
}

void check_challenge_agrees(Subject& subject) {
  const Document& document = published(subject);
  const Exchange& exchange = challenge_exchange(subject);
  const std::optional<Challenge> bearer = bearer_challenge(exchange);
  if (!bearer) {
    throw NothingToJudge("the protected resource " + exchange.request.url +
                         " sends no Bearer challenge: no partner is configured, or OAuth is off");
  }
  const std::string where = " of the Bearer challenge of " + exchange.request.url;
  const std::string* client_id = bearer->parameter("client_id");
  if (client_id && is_guid(document.service_name.text)) {
    EXPECT_CONFORMS(at(*client_id, "client_id" + where), StrCaseEq(document.service_name.text));
  }
  const std::string* realm = bearer->parameter("realm");
  const Principal issuer = principal_of(document.issuer, "metadata.issuer-form");
  if (realm && issuer.realm != wildcard) {
    EXPECT_CONFORMS(at(*realm, "realm" + where), StrCaseEq(issuer.realm));
  }
}

}  // namespace s2sconform::metadata
