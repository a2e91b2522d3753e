// The checks of the token suite; the files of requirements beside it describe each by its sentence.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/subject.h"

namespace s2sconform::token {

// Whether good tokens were accepted, before and after all others. Throws NothingToJudge when no
// token could be made for the target.
struct Sanity {
  explicit Sanity(Subject& subject);

  bool app_only = false;  // before
  bool user = false;      // before
  bool still = false;     // after, as before

  bool any() const { return app_only || user; }
};

// sanity_checks.cpp
void check_sane_before(Subject& subject);
void check_sane_after(Subject& subject);
void check_app_only(Subject& subject);
void check_user(Subject& subject);

// attempt_checks.cpp: for the case of that name.
std::function<void(Subject&)> accepted(std::string_view name);
// The token is accepted, or refused as a token; anything else, a server error above all, is broken.
std::function<void(Subject&)> accepted_or_refused(std::string_view name);
// Refused with a status of the product's or one of `alternatives`.
std::function<void(Subject&)> refused(std::string_view name,
                                      std::vector<unsigned> alternatives = {});
void check_anonymous_refused(Subject& subject);
void check_empty_bearer_refused(Subject& subject);

// challenge_checks.cpp: of every answer with status 401.
void check_challenge_present(Subject& subject);
void check_challenge_grammar(Subject& subject);
void check_challenge_client_id(Subject& subject);
void check_challenge_trusted_issuers(Subject& subject);
void check_challenge_realm(Subject& subject);
void check_challenge_realm_once(Subject& subject);
void check_challenge_error(Subject& subject);
void check_challenge_no_error_without_credentials(Subject& subject);
void check_challenge_agrees(Subject& subject);

// answer_checks.cpp: of every answer to a token that was not accepted.
void check_diagnostics(Subject& subject);
void check_no_token_echo(Subject& subject);
void check_no_stack_trace(Subject& subject);
void check_no_server_error(Subject& subject);
void check_no_resource_content(Subject& subject);
void check_same_answer_for_keys(Subject& subject);
void check_same_time_for_keys(Subject& subject);

// The recorded answers of the suite, in the order of their labels, that were complete: all of them,
// or those that refused with status 401.
std::vector<const Exchange*> answers(Subject& subject);
std::vector<const Exchange*> refusals(Subject& subject);

}  // namespace s2sconform::token
