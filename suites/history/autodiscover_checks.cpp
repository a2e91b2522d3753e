#include <algorithm>

#include "harness/autodiscover/autodiscover.h"
#include "harness/http/url.h"
#include "harness/judge/conforms.h"
#include "suites/history/history_checks.h"
#include "suites/history/history_evidence.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

std::string status_of(const Exchange& exchange) {
  return exchange.response ? "status " + std::to_string(exchange.response->status)
                           : "no answer: " + exchange.failure->message;
}

// The answer of a request by SOAP; a finding, and none, when it is not one.
std::optional<autodiscover::SoapAnswer> soap_answer(const Exchange& exchange) {
  if (exchange.complete()) {
    auto answer = autodiscover::read_soap_answer(exchange.response->body);
    if (answer && !answer->is_fault) return answer;
  }
  REPORT_BROKEN({"a GetUserSettings response", status_of(exchange), place_of(exchange)});
  return std::nullopt;
}

void not_with_fixed_url(Subject& subject) {
  const auto& mailbox = subject.target().mailbox;
  if (mailbox && !mailbox->ews_url.empty()) {
    throw NothingToJudge("the targets file names the URL of the web services (ews_url)");
  }
}

std::string codes_of(const autodiscover::SoapAnswer& answer) {
  std::string codes = answer.code;
  for (const autodiscover::UserResponse& user : answer.users) codes += ", " + user.code;
  return codes;
}

bool is_redirect(const autodiscover::UserResponse& user) {
  return user.code == "RedirectAddress" || user.code == "RedirectUrl";
}

}  // namespace

void check_autodiscover_finds(Subject& subject) {
  not_with_fixed_url(subject);
  const Exchange& exchange = autodiscover_exchange(subject, "soap");
  if (subject.find_fact("history.autodiscover.found")) return;
  if (const std::string* objection = subject.find_fact("history.autodiscover.objection")) {
    throw CouldNotJudge("a redirect is not followed: " + *objection);
  }
  REPORT_BROKEN({"NoError and the URL of the web services",
                 subject.fact("history.autodiscover.problem"), place_of(exchange)});
}

void check_autodiscover_redirects(Subject& subject) {
  not_with_fixed_url(subject);
  const Exchange& exchange = autodiscover_exchange(subject, "soap");
  if (const std::string* objection = subject.find_fact("history.autodiscover.objection")) {
    REPORT_BROKEN(
        {"redirects over https, to allowed hosts, that end", *objection, place_of(exchange)});
  }
}

void check_autodiscover_url(Subject& subject) {
  not_with_fixed_url(subject);
  const Exchange& exchange = autodiscover_exchange(subject, "soap");
  const std::string* found = subject.find_fact("history.autodiscover.found");
  if (!found) throw CouldNotJudge("Autodiscover gives no URL");
  if (const std::string* objection = subject.find_fact("history.autodiscover.url-objection")) {
    REPORT_BROKEN({"an https URL of a host that tokens may go to", *objection, place_of(exchange)});
  }
}

void check_autodiscover_challenge(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange_without_token(subject);
  if (exchange.complete() && exchange.response->status == unauthorized &&
      bearer_challenge(exchange)) {
    return;
  }
  REPORT_BROKEN({"status 401 with a Bearer challenge", status_of(exchange), place_of(exchange)});
}

void check_autodiscover_unknown_user(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange(subject, "unknown-user");
  const auto answer = soap_answer(exchange);
  if (!answer) return;
  const bool told = answer->users.size() == 1 && answer->users.front().code == "InvalidUser";
  if (!told) {
    REPORT_BROKEN({"NoError, and for the user InvalidUser", codes_of(*answer), place_of(exchange)});
  }
}

void check_autodiscover_two_users(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange(subject, "two-users");
  const auto answer = soap_answer(exchange);
  if (!answer) return;
  const auto is_good = [](const autodiscover::UserResponse& user) {
    return user.code == "NoError" || is_redirect(user);
  };
  const bool apart =
      answer->users.size() == 2 && !is_good(answer->users[0]) && is_good(answer->users[1]);
  if (apart) return;
  REPORT_BROKEN({"an error for the first user and none for the second", codes_of(*answer),
                 place_of(exchange)});
}

void check_autodiscover_unknown_setting(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange(subject, "unknown-setting");
  const auto answer = soap_answer(exchange);
  if (!answer) return;
  if (answer->users.size() == 1 && is_redirect(answer->users.front())) {
    throw NothingToJudge("the user is redirected before a setting is looked at");
  }
  const bool delivers_others = !subject.find_fact("history.autodiscover.found") ||
                               (answer->users.size() == 1 && !answer->users[0].ews_url().empty());
  const bool told = answer->users.size() == 1 && delivers_others &&
                    answer->users[0].setting_errors.size() == 1 &&
                    answer->users[0].setting_errors.begin()->second == "InvalidSetting";
  if (told) return;
  REPORT_BROKEN({"the URL, and InvalidSetting for the setting that there is not", codes_of(*answer),
                 place_of(exchange)});
}

void check_pox_answers(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange(subject, "pox");
  const auto answer =
      exchange.complete() ? autodiscover::read_pox_answer(exchange.response->body) : std::nullopt;
  constexpr unsigned first_redirect = 300, first_error = 400;
  const bool redirects = exchange.complete() && exchange.response->status >= first_redirect &&
                         exchange.response->status < first_error;
  if (!answer && !redirects) {
    REPORT_BROKEN(
        {"an Autodiscover response, or a redirect", status_of(exchange), place_of(exchange)});
  }
}

void check_pox_malformed(Subject& subject) {
  const Exchange& exchange = autodiscover_exchange(subject, "pox-malformed");
  const auto answer =
      exchange.complete() ? autodiscover::read_pox_answer(exchange.response->body) : std::nullopt;
  if (answer && answer->error_code == "600" &&
      answer->error_namespace == autodiscover::pox_error_namespace) {
    return;
  }
  const std::string code = answer ? ", error '" + answer->error_code + "'" : "";
  REPORT_BROKEN({"error 600 in the namespace of the envelope", status_of(exchange) + code,
                 place_of(exchange)});
}

}  // namespace s2sconform::history
