// The checks of the token server suite; token_server_suite.cpp describes each requirement by its
// sentence.
#pragma once

#include <functional>
#include <string_view>

#include "harness/suite/subject.h"

namespace s2sconform::token_server {

// The metadata document.
void check_issuance_endpoint(Subject& subject);
void check_issuance_endpoint_https(Subject& subject);

// What is granted (granted_checks.cpp).
void check_issues_for_assertion(Subject& subject);
void check_issues_for_secret(Subject& subject);
void check_standard_grant(Subject& subject);
void check_response_json(Subject& subject);
void check_token_type(Subject& subject);
void check_no_store(Subject& subject);
void check_expires_in(Subject& subject);
void check_token_header(Subject& subject);
void check_token_signature(Subject& subject);
void check_token_audience(Subject& subject);
void check_token_issuer(Subject& subject);
void check_token_client(Subject& subject);
void check_token_lifetime(Subject& subject);
void check_token_accepted(Subject& subject);

// What is refused (refused_checks.cpp): the request of that case is granted no token.
std::function<void(Subject&)> refused(std::string_view name);
void check_error_json(Subject& subject);
void check_error_code(Subject& subject);
void check_error_status(Subject& subject);
void check_error_no_echo(Subject& subject);

// The answer to a request. Throws NothingToJudge when nothing could be asked, with the reason.
const Exchange& answer_to(Subject& subject, std::string_view name);
// Whether the answer grants a token.
bool is_granted(const Exchange& exchange);
// The first of the two good requests that was granted. Throws CouldNotJudge when none was.
const Exchange& granted(Subject& subject);

}  // namespace s2sconform::token_server
