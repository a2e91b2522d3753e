#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include "harness/base/ascii.h"
#include "harness/base/date.h"
#include "harness/evidence/redaction.h"
#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_matchers.h"
#include "suites/metadata/published_certificate.h"

namespace s2sconform::metadata {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::Eq;
using testing::Ge;

// Facts section 8.2: CERT-04 warns 60 days ahead, CERT-10 asks for 24 hours of overlap.
constexpr days expiry_warning{60};
constexpr hours rollover_minimum{24};
constexpr unsigned minimum_rsa_bits = 2048;
constexpr std::size_t x5t_length = 27;  // base64url of 20 bytes, without padding

// The keys whose certificates are judged. Throws NothingToJudge when there is none.
std::vector<const Key*> signing_certificates(Subject& subject) {
  std::vector<const Key*> keys = published(subject).signing_certificates();
  if (keys.empty())
    throw NothingToJudge("no signing certificate can be read: see metadata.certificate-der");
  return keys;
}

const Certificate& certificate_of(const Key& key) { return **key.certificate; }

std::string certificate_place(const Key& key) {
  return "certificate '" + certificate_of(key).subject + "', " + key.value.where;
}

bool has_x5t(const Key& key) { return key.x5t.kind != Kind::absent; }

std::string without_padding(std::string text) {
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

}  // namespace

void check_keys(Subject& subject) {
  const Document& document = published(subject);
  const std::string where = document.where("/keys");
  if (document.keys_kind != Kind::array) {
    REPORT_BROKEN({"an array of keys", std::string(to_string(document.keys_kind)), where});
  } else if (document.keys.empty()) {
    REPORT_BROKEN({"at least one key", "an empty array", where});
  }
}

void check_signing_key(Subject& subject) {
  const Document& document = published(subject);
  if (document.keys.empty()) throw NothingToJudge("judged with metadata.keys only");
  std::string seen;
  for (const Key& key : document.keys) {
    if (key.is_for_signing() && key.is_certificate()) return;
    seen += (seen.empty() ? "usage " : "; usage ") + testing::PrintToString(key.usage) + ", type " +
            testing::PrintToString(key.type);
  }
  REPORT_BROKEN({"a key of usage signing and type x509Certificate", seen, document.where("/keys")});
}

void check_key_types_known(Subject& subject) {
  const Document& document = published(subject);
  if (document.signing_certificates().empty()) {
    throw NothingToJudge("judged with metadata.signing-key only");
  }
  for (const Key& key : document.keys) {
    EXPECT_CONFORMS(
        located(key.type),
        IsTextLike(TextCondition{"x509Certificate in any case", [](const std::string& text) {
                                   Member member;
                                   member.text = text;
                                   return member.folded() == "x509certificate";
                                 }}));
  }
}

void check_keys_distinct(Subject& subject) {
  std::set<std::string> seen;
  for (const Key* key : signing_certificates(subject)) {
    if (!seen.insert(certificate_of(*key).der).second) {
      REPORT_BROKEN({"each signing certificate once", "the same certificate again", key->where});
    }
  }
}

void check_x5t_form(Subject& subject) {
  const Document& document = published(subject);
  std::size_t judged = 0;
  for (const Key& key : document.keys) {
    if (!has_x5t(key)) continue;
    ++judged;
    EXPECT_CONFORMS(located(key.x5t),
                    IsTextLike(TextCondition{
                        "27 characters of base64url without padding", [](const std::string& text) {
                          return text.size() == x5t_length &&
                                 std::all_of(text.begin(), text.end(), [](char c) {
                                   return is_letter(c) || is_digit(c) || c == '-' || c == '_';
                                 });
                        }}));
  }
  if (judged == 0) throw NothingToJudge("the keys carry no x5t; it is computed");
}

void check_x5t_matches(Subject& subject) {
  std::size_t judged = 0;
  for (const Key* key : signing_certificates(subject)) {
    const std::string computed = x5t_of(certificate_of(*key).der);
    if (!has_x5t(*key)) {
      subject.note("x5t computed: " + computed);
      continue;
    }
    ++judged;
    EXPECT_CONFORMS(at(without_padding(key->x5t.text), key->x5t.where), Eq(computed));
  }
  if (judged == 0) throw NothingToJudge("the keys carry no x5t; it is computed");
}

void check_certificate_der(Subject& subject) {
  const Document& document = published(subject);
  std::size_t judged = 0;
  for (const Key& key : document.keys) {
    if (!key.is_for_signing() || !key.is_certificate()) continue;
    ++judged;
    if (!key.certificate) {
      REPORT_BROKEN({"the base64 of an X.509 certificate in DER",
                     std::string(to_string(key.value.kind)), key.value.where});
    } else if (!*key.certificate) {
      REPORT_BROKEN(
          {"the base64 of an X.509 certificate in DER", key.certificate->error(), key.value.where});
    }
  }
  if (judged == 0) throw NothingToJudge("judged with metadata.signing-key only");
}

void check_certificate_rsa(Subject& subject) {
  for (const Key* key : signing_certificates(subject)) {
    if (certificate_of(*key).key_type != KeyType::rsa) {
      REPORT_BROKEN({"an RSA key: tokens are signed with RS256",
                     certificate_of(*key).key_type == KeyType::elliptic_curve
                         ? "an elliptic curve key"
                         : "a key of another kind",
                     certificate_place(*key)});
    }
  }
}

void check_certificate_key_size(Subject& subject) {
  std::size_t judged = 0;
  for (const Key* key : signing_certificates(subject)) {
    if (certificate_of(*key).key_type != KeyType::rsa) continue;
    ++judged;
    EXPECT_CONFORMS(
        at(certificate_of(*key).key_bits, "bits of the RSA key of " + certificate_place(*key)),
        Ge(minimum_rsa_bits));
  }
  if (judged == 0) throw NothingToJudge("judged with metadata.certificate-rsa only");
}

void check_certificate_current(Subject& subject) {
  std::string validity;
  for (const Key* key : signing_certificates(subject)) {
    const Certificate& certificate = certificate_of(*key);
    if (certificate.not_before <= subject.now() && subject.now() <= certificate.not_after) return;
    validity += (validity.empty() ? "" : "; ") +
                ("'" + certificate.subject + "' is valid from " +
                 date_text(certificate.not_before) + " to " + date_text(certificate.not_after));
  }
  REPORT_BROKEN({"a signing certificate that is valid on " + date_text(subject.now()), validity,
                 published(subject).where("/keys")});
}

void check_certificate_expiry(Subject& subject) {
  const std::vector<const Key*> keys = signing_certificates(subject);
  const Key* last = *std::max_element(keys.begin(), keys.end(), [](const Key* a, const Key* b) {
    return certificate_of(*a).not_after < certificate_of(*b).not_after;
  });
  const auto not_after = certificate_of(*last).not_after;
  if (not_after < subject.now()) throw NothingToJudge("expired: see metadata.certificate-current");
  const auto left = std::chrono::floor<days>(not_after - subject.now());
  subject.note("the last signing certificate expires on " + date_text(not_after) + ", in " +
               std::to_string(left.count()) + " days");
  if (left < expiry_warning) {
    REPORT_BROKEN({"a signing certificate with at least " + std::to_string(expiry_warning.count()) +
                       " days left, or its successor beside it",
                   std::to_string(left.count()) + " days left, until " + date_text(not_after),
                   certificate_place(*last)});
  }
}

void check_certificate_names_realm(Subject& subject) {
  const std::string& realm = subject.target().realm;
  if (realm == "*")
    throw NothingToJudge("the targets file names no realm for this target but \"*\"");
  for (const Key* key : signing_certificates(subject)) {
    const Certificate& certificate = certificate_of(*key);
    std::vector<std::string> names = certificate.dns_names;
    names.push_back(certificate.common_name);
    EXPECT_CONFORMS(
        at(names, "subject and subject alternative names of " + certificate_place(*key)),
        testing::Contains(testing::StrCaseEq(realm)));
  }
}

void check_rollover_overlap(Subject& subject) {
  std::vector<const Key*> keys = signing_certificates(subject);
  // A predecessor that has ended can no longer be overlapped.
  std::erase_if(keys,
                [&](const Key* key) { return certificate_of(*key).not_after < subject.now(); });
  if (keys.size() < 2) throw NothingToJudge("one signing key: judged during a rollover only");
  std::sort(keys.begin(), keys.end(), [](const Key* a, const Key* b) {
    return certificate_of(*a).not_after < certificate_of(*b).not_after;
  });
  for (std::size_t next = 1; next < keys.size(); ++next) {
    const Certificate& old = certificate_of(*keys[next - 1]);
    const Certificate& successor = certificate_of(*keys[next]);
    const auto overlap = std::chrono::floor<hours>(old.not_after - successor.not_before);
    if (overlap < rollover_minimum) {
      REPORT_BROKEN({"at least 24 hours in which the old and the new certificate are both valid",
                     std::to_string(overlap.count()) + " hours: the old one ends on " +
                         date_text(old.not_after) + ", the new one begins on " +
                         date_text(successor.not_before),
                     keys[next]->where});
    }
  }
}

void check_no_private_key(Subject& subject) {
  const Served& served = subject.derived<Served>();
  const std::string& body = served.exchange->response->body;
  const std::size_t found = body.find(redacted_private_key);
  if (found != std::string::npos) {
    REPORT_BROKEN({"no private key", "a private key (taken out of the record)",
                   "offset " + std::to_string(found) + " of " + served.url});
  }
}

void check_root_certificate(Subject& subject) {
  const Exchange& exchange = subject.exchange("metadata.root-certificate");
  const std::string where = exchange.request.url;
  if (!exchange.complete() || exchange.response->status != 200) {
    REPORT_BROKEN({"a certificate, with status 200",
                   exchange.failure ? exchange.failure->message
                                    : "status " + std::to_string(exchange.response->status),
                   where});
    return;
  }
  const auto root = parse_published_certificate(exchange.response->body);
  if (!root) {
    REPORT_BROKEN({"an X.509 certificate (DER, PEM or base64)", root.error(), where});
    return;
  }
  for (const Key* key : signing_certificates(subject)) {
    if (!is_issued_by(certificate_of(*key), *root)) {
      REPORT_BROKEN({"the certificate that issued the signing certificate (issuer '" +
                         certificate_of(*key).issuer + "')",
                     "the certificate of '" + root->subject + "'", where});
    }
  }
}

}  // namespace s2sconform::metadata
