#include "suites/partners/partners_suite.h"

#include "suites/metadata/metadata_probes.h"
#include "suites/partners/partners_checks.h"
#include "suites/protected_resource.h"

namespace s2sconform::partners {
namespace {

using enum Level;
using enum Basis;
using enum RemedyTopic;

// Labels of the exchanges: partners.document.<name>, the GET of that partner's document; and those
// of protected_resource.h.
Task<> probe_documents(ProbeContext& context) {
  for (const std::string& name : context.target().partners) {
    ProbeContext* partner = context.peer(name);
    if (!partner) continue;
    co_await partner->send(metadata::get_document(*partner, document_label(name)));
  }
}

}  // namespace

Suite suite() {
  Suite suite{"partners", "Partner applications", {}, {}, {}};
  suite.probes = {{"documents", &probe_documents}, {"challenge", &probe_without_token}};
  suite.requirements = {
      {"partners.document-served",
       must,
       vendor_documentation,
       "Each partner's metadata document can be read.",
       "facts M-a, M-c",
       "",
       publish_metadata,
       {"documents"},
       &check_document_served},
      {"partners.trusted",
       must,
       vendor_documentation,
       "The product trusts each of its partners as issuer.",
       "[MS-XOAUTH] 3.2.5.4; facts REF-04, REF-29",
       "The partner application is missing, disabled or waits for a restart.",
       register_partner,
       {"challenge"},
       &check_partner_trusted,
       &without_resource},
      {"partners.realm-agrees",
       should,
       inferred,
       "The realm under which a partner is trusted is the realm that the partner signs with.",
       "facts REF-30, C-n, TRUST-31",
       "The partner's realm has changed since it was registered: its registration is stale.",
       refresh_partner,
       {"challenge", "documents"},
       &check_realm_agrees,
       &without_resource},
      {"partners.keys-current",
       must,
       vendor_documentation,
       "Each partner publishes a signing certificate that is valid today.",
       "facts CERT-01, CERT-04",
       "",
       renew_signing_key,
       {"documents"},
       &check_keys_current},
      {"partners.keys-settled",
       should,
       vendor_documentation,
       "No partner has changed its key within the last day, so that what is known of it is "
       "current.",
       "facts M-l, CERT-11; section 8.1",
       "Refresh the registration now, or wait a day: a stale copy refuses the partner's tokens.",
       refresh_partner,
       {"documents"},
       &check_keys_settled},
  };
  suite.unobservable = {
      {"partners.knows-keys", "The product's copy of a partner's keys is the partner's own.",
       "needs a token that the partner signs; of the harness's own identity token.accepts-next-key "
       "and token.sane-before tell it"},
  };
  return suite;
}

}  // namespace s2sconform::partners
