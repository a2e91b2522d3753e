#include "suites/trust/trust_suite.h"

#include <utility>

#include "suites/trust/trust_probes.h"
#include "suites/trust/trust_requirements.h"

namespace s2sconform::trust {

Suite suite() {
  Suite suite{"trust", "Trust levels of partner applications", probes(), {}, {}};
  for (auto* part : {&full_trust_requirements, &account_requirements, &level_requirements,
                     &switch_requirements, &linked_account_requirements, &farm_requirements}) {
    for (Requirement& requirement : part()) suite.requirements.push_back(std::move(requirement));
  }
  suite.presents_bad_tokens = true;
  suite.unobservable = {
      {"trust.change-takes-effect", "A changed registration takes effect within a bounded time.",
       "No source bounds it, and a run changes nothing on a server (facts TRUST-29); compare "
       "runs."},
      {"trust.right-is-a-ceiling", "A SharePoint right and scope bound what an application does.",
       "To see it, something would have to be written into a site (facts TRUST-20, TRUST-21)."},
      {"trust.former-realm", "Tokens of a farm's former realm are refused.",
       "token.refuses-audience-other-realm judges any other realm; the former one is not known "
       "(facts TRUST-31)."}};
  return suite;
}

}  // namespace s2sconform::trust
