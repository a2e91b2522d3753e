#include "suites/token/token_suite.h"

#include "suites/token/token_probes.h"
#include "suites/token/token_requirements.h"

namespace s2sconform::token {

Suite suite() {
  Suite suite{"token", "Token acceptance", probes(), {}, {}};
  for (const auto& group : {sanity_requirements(), acceptance_requirements(), form_requirements(),
                            signature_requirements(), claim_requirements(),
                            challenge_requirements(), answer_requirements()}) {
    suite.requirements.insert(suite.requirements.end(), group.begin(), group.end());
  }
  suite.presents_bad_tokens = true;
  suite.unobservable = {
      {"token.refuses-remote-keys", "Keys that a token names by URL (jku, x5u) are not fetched.",
       "needs a listener that the product can reach"},
      {"token.rollover-in-time", "A partner's new key is known within a day without a restart.",
       "takes a day, and a change of the identity's metadata document during the run"},
  };
  return suite;
}

}  // namespace s2sconform::token
