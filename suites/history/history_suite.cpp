#include "suites/history/history_suite.h"

#include "suites/history/history_probes.h"
#include "suites/history/history_requirements.h"

namespace s2sconform::history {

std::string_view without_mailbox_service(const ProductVersion& product) {
  return product.mailbox_service().path.empty() ? "the plugin names no mailbox service" : "";
}

std::string_view without_pox(const ProductVersion& product) {
  return product.mailbox_service().autodiscover_pox_path.empty()
             ? "the plugin names no Autodiscover by POX"
             : "";
}

std::string_view without_impersonation(const ProductVersion& product) {
  return product.account().impersonation_role.empty() ? "the plugin names no impersonation role"
                                                      : "";
}

Suite suite() {
  Suite suite{"history", "Conversation History", probes(), {}, {}, false, &clean_up};
  for (auto* part : {&autodiscover_requirements, &item_requirements, &refusal_requirements,
                     &envelope_requirements}) {
    for (Requirement& requirement : part()) suite.requirements.push_back(std::move(requirement));
  }
  suite.unobservable = {
      {"history.client-redirects",
       "As a client, the product follows no redirect with a token to a host that is not allowed.",
       "Only a server that stands in for its partner could see it (facts AD-08, AD-09, AD-11 to "
       "AD-13)."},
      {"history.dumpster-needs-archiving",
       "The Dumpster variant is refused for a user who is not enabled for archiving.",
       "It is the product's own cmdlet that refuses it (facts EWS-28)."},
      {"history.folder-is-created", "The first call creates the folder in a mailbox never opened.",
       "It would take a fresh mailbox for every run (facts EWS-31, EWS-32)."},
      {"history.token-expires-in-session", "A token that expires during a session is refused.",
       "token.refuses-expired judges expired tokens; waiting for one to expire takes an hour "
       "(facts EWS-25, EWS-26)."}};
  return suite;
}

}  // namespace s2sconform::history
