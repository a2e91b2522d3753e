#include <set>
#include <string>

#include "suites/metadata/metadata_checks.h"
#include "suites/metadata/metadata_matchers.h"
#include "suites/metadata/metadata_probes.h"

namespace s2sconform::metadata {
namespace {

// What partners keep of a document: issuer and the signing keys. `id` may change with each answer.
std::set<std::string> trusted_parts(const Document& document) {
  std::set<std::string> parts{"issuer " + document.issuer.text};
  for (const Key* key : document.signing_certificates()) {
    parts.insert("key " + x5t_of((*key->certificate)->der));
  }
  return parts;
}

void expect_same(Subject& subject, const Document& first, const Exchange& other,
                 const std::string& where) {
  if (!other.complete() || other.response->status != 200) {
    REPORT_BROKEN({"the document, with status 200",
                   other.failure ? other.failure->message
                                 : "status " + std::to_string(other.response->status),
                   where});
    return;
  }
  // The same bytes say the same.
  if (other.response->body == subject.derived<Served>().exchange->response->body) return;
  EXPECT_CONFORMS(at(trusted_parts(parse_document(other.response->body, other.request.url,
                                                  subject.certificates())),
                     where),
                  testing::Eq(trusted_parts(first)));
}

}  // namespace

void check_stable(Subject& subject) {
  const Document& first = subject.derived<Published>().document;
  const Exchange& again = subject.exchange("metadata.get-again");
  expect_same(subject, first, again, "second read of " + again.request.url);
}

void check_nodes_agree(Subject& subject) {
  const std::vector<std::string>& nodes = subject.target().nodes;
  if (nodes.size() < 2) {
    throw NothingToJudge(
        "the target names fewer than two nodes: add \"nodes\": [\"<address>:443\", …] to judge it");
  }
  const Document& first = subject.derived<Published>().document;
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    const Exchange& exchange = subject.exchange(node_label(index));
    expect_same(subject, first, exchange, "node " + nodes[index]);
  }
}

}  // namespace s2sconform::metadata
