#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "harness/base/date.h"
#include "harness/http/url.h"
#include "harness/judge/conforms.h"
#include "harness/x509/certificate.h"
#include "suites/transport/transport_checks.h"

namespace s2sconform::transport {
namespace {

using std::chrono::days;
using testing::Eq;

constexpr days expiry_warning{30};
constexpr unsigned minimum_rsa_bits = 2048;
constexpr unsigned minimum_elliptic_curve_bits = 224;

// The chain that the server sends, read. Throws CouldNotJudge when no TLS connection was made or
// when the leaf cannot be read.
struct Chain {
  explicit Chain(Subject& subject) {
    const Exchange& root = subject.exchange("transport.root");
    if (!root.tls) {
      throw CouldNotJudge("no TLS connection was made: " +
                          (root.failure ? root.failure->message : root.request.url));
    }
    record = &*root.tls;
    const auto url = parse_url(subject.target().base_urls.at("metadata"));
    host = url ? url->host : "";
    for (const std::string& der : record->chain) {
      const auto& certificate = subject.certificates().parse(der);
      if (!certificate) throw CouldNotJudge("the server's certificate: " + certificate.error());
      certificates.push_back(*certificate);
    }
    if (certificates.empty()) throw CouldNotJudge("the server sent no certificate");
  }

  const Certificate& leaf() const { return certificates.front(); }
  std::string place(const Certificate& certificate) const {
    return "certificate '" + certificate.subject + "' of " + host;
  }

  const TlsRecord* record = nullptr;
  std::string host;
  std::vector<Certificate> certificates;
};

std::string subjects(const Chain& chain) {
  std::string text;
  for (const Certificate& certificate : chain.certificates) {
    text += (text.empty() ? "'" : ", '") + certificate.subject + "'";
  }
  return text;
}

// The certificate of the chain that issued `certificate`, wherever it stands.
const Certificate* issuer_of(const Chain& chain, const Certificate& certificate) {
  for (const Certificate& candidate : chain.certificates) {
    if (&candidate != &certificate && is_issued_by(certificate, candidate)) return &candidate;
  }
  return nullptr;
}

// The certificates that lead from the leaf to the root; what a server sends beside them is nobody's
// concern but transport.chain-order's.
std::vector<const Certificate*> path_of(const Chain& chain) {
  std::vector<const Certificate*> path{&chain.leaf()};
  while (path.size() < chain.certificates.size() && !path.back()->self_issued) {
    const Certificate* issuer = issuer_of(chain, *path.back());
    if (!issuer) break;
    path.push_back(issuer);
  }
  return path;
}

}  // namespace

void check_chain(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  if (chain.record->verify_result != 0) {
    REPORT_BROKEN({"a chain that leads to a CA that the targets file trusts",
                   chain.record->verify_message + "; the server sent " + subjects(chain),
                   "certificate chain of " + chain.host});
  }
}

void check_chain_complete(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  if (chain.record->verify_result == 0) return;
  const Certificate* last = &chain.leaf();
  // Follows the issuers; a chain of n certificates has at most n - 1 steps.
  for (std::size_t step = 0; step < chain.certificates.size(); ++step) {
    if (last->self_issued) return;
    const Certificate* issuer = issuer_of(chain, *last);
    if (!issuer) break;
    last = issuer;
  }
  REPORT_BROKEN({"every certificate up to the root", "'" + last->issuer + "' is missing",
                 "certificate chain of " + chain.host});
}

void check_chain_order(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  for (std::size_t at_index = 1; at_index < chain.certificates.size(); ++at_index) {
    const Certificate& below = chain.certificates[at_index - 1];
    const Certificate& above = chain.certificates[at_index];
    if (!is_issued_by(below, above)) {
      REPORT_BROKEN(
          {"the issuer of '" + below.subject + "'", "'" + above.subject + "'",
           "certificate " + std::to_string(at_index + 1) + " of the chain of " + chain.host});
      return;
    }
  }
}

void check_host_name(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  if (names_host(chain.leaf(), chain.host, true)) return;
  std::string names;
  for (const auto* of_kind : {&chain.leaf().dns_names, &chain.leaf().ip_addresses}) {
    for (const std::string& name : *of_kind) names += (names.empty() ? "" : ", ") + name;
  }
  if (names.empty()) names = "common name " + chain.leaf().common_name;
  REPORT_BROKEN({"a certificate for " + chain.host, names, chain.place(chain.leaf())});
}

void check_subject_alternative_name(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  const Certificate& leaf = chain.leaf();
  if (!leaf.dns_names.empty() || !leaf.ip_addresses.empty()) return;
  REPORT_BROKEN({"the host in the subject alternative name",
                 "no subject alternative name; common name " + leaf.common_name,
                 chain.place(leaf)});
}

void check_certificate_dates(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  for (const Certificate* of_path : path_of(chain)) {
    const Certificate& certificate = *of_path;
    if (certificate.not_before <= subject.now() && subject.now() <= certificate.not_after) continue;
    REPORT_BROKEN({"validity that includes " + date_text(subject.now()),
                   "valid from " + date_text(certificate.not_before) + " to " +
                       date_text(certificate.not_after),
                   chain.place(certificate)});
  }
}

void check_certificate_expiry(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  const Certificate& leaf = chain.leaf();
  if (leaf.not_after < subject.now()) {
    throw NothingToJudge("expired: see transport.certificate-dates");
  }
  const auto left = std::chrono::floor<days>(leaf.not_after - subject.now());
  subject.note("the certificate expires on " + date_text(leaf.not_after) + ", in " +
               std::to_string(left.count()) + " days");
  if (left < expiry_warning) {
    REPORT_BROKEN({"at least " + std::to_string(expiry_warning.count()) + " days left",
                   std::to_string(left.count()) + " days left, until " + date_text(leaf.not_after),
                   chain.place(leaf)});
  }
}

void check_key_size(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  const Certificate& leaf = chain.leaf();
  const std::string where = "bits of the key of " + chain.place(leaf);
  if (leaf.key_type == KeyType::rsa) {
    EXPECT_CONFORMS(at(leaf.key_bits, where), testing::Ge(minimum_rsa_bits));
  } else if (leaf.key_type == KeyType::elliptic_curve) {
    EXPECT_CONFORMS(at(leaf.key_bits, where), testing::Ge(minimum_elliptic_curve_bits));
  }
}

void check_signature_algorithm(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  constexpr std::array<std::string_view, 4> broken{"SHA1", "MD5", "MD4", "MD2"};
  for (const Certificate* of_path : path_of(chain)) {
    const Certificate& certificate = *of_path;
    if (certificate.self_issued) continue;  // nobody relies on a root's own signature
    for (const std::string_view digest : broken) {
      if (certificate.signature_digest != digest) continue;
      REPORT_BROKEN({"a signature with SHA-256 or better", certificate.signature_algorithm,
                     chain.place(certificate)});
    }
  }
}

void check_extended_key_usage(Subject& subject) {
  const Chain& chain = subject.derived<Chain>();
  const Certificate& leaf = chain.leaf();
  if (leaf.has_extended_key_usage && !leaf.server_authentication) {
    REPORT_BROKEN({"an extended key usage that has serverAuth, or none", "serverAuth is missing",
                   chain.place(leaf)});
  }
}

}  // namespace s2sconform::transport
