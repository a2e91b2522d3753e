#include <algorithm>
#include <set>

#include "harness/base/ascii.h"
#include "harness/base/guid.h"
#include "harness/http/challenge.h"
#include "harness/identity/identity.h"
#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/token/token_checks.h"

namespace s2sconform::token {
namespace {

ParsedChallenges challenges_of(const Exchange& exchange) {
  return parse_challenges(header_values(exchange.response->headers, "WWW-Authenticate"));
}

std::string place_of_challenge(const Exchange& exchange) {
  return "WWW-Authenticate of " + exchange.label + ", " + exchange.request.url;
}

// Calls `judge(bearer, where)` for the Bearer challenge of each refusal that has one. The same
// challenge comes back a hundred times: it is judged once.
template <class Judge>
void for_each_bearer(Subject& subject, Judge judge) {
  std::set<std::string> seen;
  for (const Exchange* exchange : refusals(subject)) {
    const ParsedChallenges parsed = challenges_of(*exchange);
    if (!parsed.errors.empty()) continue;  // judged by token.challenge-grammar
    const Challenge* bearer = find_challenge(parsed, "Bearer");
    if (!bearer) continue;
    std::string text;
    for (const auto& [name, value] : bearer->parameters) text += name + "=" + value + "\n";
    if (seen.insert(text).second) judge(*bearer, place_of_challenge(*exchange));
  }
  if (seen.empty())
    throw NothingToJudge(
        "no answer has a Bearer challenge that can be read: see "
        "token.challenge-present");
}

std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> items;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first < end) items.push_back(text.substr(first, end - first));
    begin = end + 1;
  }
  return items;
}

}  // namespace

std::vector<const Exchange*> answers(Subject& subject) {
  std::vector<const Exchange*> found;
  for (const auto& [label, exchange] : subject.evidence().exchanges) {
    const bool of_suite = label.starts_with("token.") || is_without_token(exchange);
    if (of_suite && exchange.complete()) found.push_back(subject.find_exchange(label));
  }
  if (found.empty()) {
    // Says why: not reached, stopped, or no resource.
    if (subject.product().resource.path.empty()) {
      throw NothingToJudge("the plugin names no protected resource");
    }
    const Exchange& anonymous = subject.exchange(anonymous_label);
    throw CouldNotJudge("no answer: " + anonymous.failure->message);
  }
  return found;
}

std::vector<const Exchange*> refusals(Subject& subject) {
  std::vector<const Exchange*> found = answers(subject);
  std::erase_if(
      found, [](const Exchange* exchange) { return exchange->response->status != unauthorized; });
  if (found.empty()) throw NothingToJudge("nothing was answered with status 401");
  return found;
}

void check_challenge_present(Subject& subject) {
  for (const Exchange* exchange : refusals(subject)) {
    if (find_challenge(challenges_of(*exchange), "Bearer")) continue;
    const auto fields = header_values(exchange->response->headers, "WWW-Authenticate");
    REPORT_BROKEN({"a Bearer challenge",
                   fields.empty() ? "no WWW-Authenticate header" : fields.front(),
                   place_of_challenge(*exchange)});
    return;  // the other answers are alike
  }
}

void check_challenge_grammar(Subject& subject) {
  for (const Exchange* exchange : refusals(subject)) {
    const ParsedChallenges parsed = challenges_of(*exchange);
    for (const std::string& error : parsed.errors) {
      REPORT_BROKEN({"challenges as RFC 9110 writes them", error, place_of_challenge(*exchange)});
    }
    if (!parsed.errors.empty()) return;
  }
}

void check_challenge_client_id(Subject& subject) {
  for_each_bearer(subject, [&](const Challenge& bearer, const std::string& where) {
    const std::string* client_id = bearer.parameter("client_id");
    if (!client_id) {
      REPORT_BROKEN({std::string(subject.product().principal_id), "no client_id", where});
    } else {
      EXPECT_CONFORMS(at(*client_id, "client_id in " + where),
                      testing::StrCaseEq(std::string(subject.product().principal_id)));
    }
  });
}

void check_challenge_trusted_issuers(Subject& subject) {
  if (!subject.target().identity) {
    throw NothingToJudge("the target names no identity that could be listed");
  }
  const std::string& id = subject.target().identity->application_id;
  for_each_bearer(subject, [&](const Challenge& bearer, const std::string& where) {
    const std::string* issuers = bearer.parameter("trusted_issuers");
    const std::vector<std::string> items = listed(issuers ? *issuers : "");
    const bool named = std::any_of(items.begin(), items.end(), [&](const std::string& item) {
      const std::size_t sign = item.find('@');
      if (sign == std::string::npos) return false;
      const std::string realm = item.substr(sign + 1);
      return equal_ignoring_case(item.substr(0, sign), id) &&
             (realm == "*" || subject.target().realm == "*" ||
              equal_ignoring_case(realm, subject.target().realm));
    });
    if (!named) {
      REPORT_BROKEN({id + "@" + subject.target().realm + " or " + id + "@* among the issuers",
                     issuers ? *issuers : "no trusted_issuers", "trusted_issuers in " + where});
    }
  });
}

void check_challenge_realm(Subject& subject) {
  for_each_bearer(subject, [&](const Challenge& bearer, const std::string& where) {
    const std::string* realm = bearer.parameter("realm");
    if (!realm || !is_guid(*realm)) {
      REPORT_BROKEN({"a GUID", realm ? *realm : "no realm", "realm in " + where});
      return;
    }
    if (subject.product_version().tokens().realm_comes_first &&
        !equal_ignoring_case(bearer.parameters.front().first, "realm")) {
      REPORT_BROKEN({"realm as the first parameter, where clients look for it",
                     bearer.parameters.front().first, where});
    }
  });
}

void check_challenge_realm_once(Subject& subject) {
  for_each_bearer(subject, [](const Challenge& bearer, const std::string& where) {
    for (const char* name : {"realm", "scope", "error"}) {
      const auto count = std::count_if(
          bearer.parameters.begin(), bearer.parameters.end(),
          [&](const auto& parameter) { return equal_ignoring_case(parameter.first, name); });
      if (count > 1) {
        REPORT_BROKEN(
            {std::string(name) + " once at most", std::to_string(count) + " times", where});
      }
    }
  });
}

void check_challenge_error(Subject& subject) {
  std::size_t judged = 0;
  for (const Exchange* exchange : refusals(subject)) {
    // A query token and an unknown scheme may count as no credentials at all.
    if (is_without_token(*exchange) || exchange->label.starts_with("token.refuses-query-token") ||
        exchange->label.starts_with("token.accepts-lower-case-scheme")) {
      continue;
    }
    const ParsedChallenges parsed = challenges_of(*exchange);
    const Challenge* bearer = find_challenge(parsed, "Bearer");
    if (!bearer || !parsed.errors.empty()) continue;
    ++judged;
    const std::string* error = bearer->parameter("error");
    if (error && *error == "invalid_token") continue;
    REPORT_BROKEN(
        {"error=\"invalid_token\"", error ? *error : "no error", place_of_challenge(*exchange)});
    return;
  }
  if (judged == 0) throw NothingToJudge("no token was refused with a Bearer challenge");
}

void check_challenge_no_error_without_credentials(Subject& subject) {
  std::size_t judged = 0;
  for (const Exchange* exchange : refusals(subject)) {
    if (!is_without_token(*exchange)) continue;
    const ParsedChallenges parsed = challenges_of(*exchange);
    const Challenge* bearer = find_challenge(parsed, "Bearer");
    if (!bearer || !parsed.errors.empty()) continue;
    ++judged;
    const std::string* error = bearer->parameter("error");
    if (error) REPORT_BROKEN({"no error", *error, place_of_challenge(*exchange)});
  }
  if (judged == 0) throw NothingToJudge("no Bearer challenge was sent without credentials");
}

void check_challenge_agrees(Subject& subject) {
  for (const char* label : {anonymous_label, empty_bearer_label}) {
    const Exchange& exchange = subject.exchange(label);
    if (!exchange.complete()) throw CouldNotJudge("no answer: " + exchange.failure->message);
    if (is_accepted(subject.product(), exchange)) {
      throw NothingToJudge("the resource is open without a token: see token.refuses-anonymous");
    }
  }
  const ParsedChallenges anonymous = challenges_of(subject.exchange(anonymous_label));
  const ParsedChallenges empty = challenges_of(subject.exchange(empty_bearer_label));
  const Challenge* first = find_challenge(anonymous, "Bearer");
  const Challenge* second = find_challenge(empty, "Bearer");
  if (!anonymous.errors.empty() || !empty.errors.empty() || (!first && !second))
    throw NothingToJudge("no Bearer challenge that can be read");
  for (const char* name : {"client_id", "trusted_issuers"}) {
    const std::string* of_first = first ? first->parameter(name) : nullptr;
    const std::string* of_second = second ? second->parameter(name) : nullptr;
    const std::string left = of_first ? *of_first : "none";
    const std::string right = of_second ? *of_second : "none";
    if (left != right) {
      REPORT_BROKEN(
          {"the same " + std::string(name) + " as without an Authorization header, " + left, right,
           place_of_challenge(subject.exchange(empty_bearer_label))});
    }
  }
}

}  // namespace s2sconform::token
