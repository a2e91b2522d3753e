#include "suites/identity_document.h"

#include <algorithm>

#include "harness/judge/conforms.h"
#include "suites/metadata/metadata_document.h"

namespace s2sconform {
namespace {

constexpr const char* document_label = "identity.document";

Task<> probe_document(ProbeContext& context, std::shared_ptr<const Identity> identity) {
  Request request;
  request.label = document_label;
  request.url = identity->metadata_url;
  co_await context.send(std::move(request));
}

void check_published(Subject& subject, const Identity& identity) {
  const Exchange& exchange = subject.exchange(document_label);
  const std::string& url = exchange.request.url;
  if (!exchange.complete() || exchange.response->status != 200) {
    REPORT_BROKEN({"the identity's metadata document",
                   exchange.response ? "status " + std::to_string(exchange.response->status)
                                     : "no answer: " + exchange.failure->message,
                   url});
    return;
  }
  CertificateCache cache;
  const metadata::Document document = metadata::parse_document(exchange.response->body, url, cache);
  const auto keys = document.signing_certificates();
  const bool published = std::any_of(keys.begin(), keys.end(), [&](const metadata::Key* key) {
    return (*key->certificate)->der == identity.key.certificate_der();
  });
  if (published) return;
  REPORT_BROKEN({"the certificate with the x5t " + identity.key.x5t(),
                 keys.empty() ? "no signing certificate" : "other certificates", url});
}

}  // namespace

Suite identity_document_suite(std::shared_ptr<const Identity> identity) {
  Suite suite{"identity", "The identity's own document", {}, {}, {}};
  suite.probes = {{"document", [identity](ProbeContext& context) {
                     return probe_document(context, identity);
                   }}};
  suite.requirements = {
      {"identity.document-published",
       Level::must,
       Basis::vendor_documentation,
       "The identity's metadata document is served at its URL with the key that it signs with.",
       "facts 5.1, 5.2",
       "Serve the document there: 's2sconform identity serve', or any web server; "
       "'s2sconform identity show' prints what it has to hold.",
       RemedyTopic::register_partner,
       {"document"},
       [identity](Subject& subject) { check_published(subject, *identity); }}};
  return suite;
}

ProductVersion partner_application() {
  static constexpr plugin::Version version{
      .id = "1", .display_name = "Partner application", .dialect = {}, .exemptions = {}};
  static constexpr plugin::Product product{.id = "partner-application",
                                           .display_name = "Partner application",
                                           .principal_id = "",
                                           .metadata_path = "/",
                                           .root_certificate_path = "",
                                           .certificate_names_realm = false,
                                           .resource = {},
                                           .versions = {},
                                           .suites = {},
                                           .exemptions = {},
                                           .remedies = {},
                                           .tokens = {}};
  return {&product, &version};
}

}  // namespace s2sconform
