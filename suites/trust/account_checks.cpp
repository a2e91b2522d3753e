// Whose account a caller sees, and with whose rights.
#include "harness/identity/identity.h"
#include "harness/judge/conforms.h"
#include "harness/xml/xml_answer.h"
#include "suites/protected_resource.h"
#include "suites/trust/trust_checks.h"
#include "suites/trust/trust_probes.h"

namespace s2sconform::trust {
namespace {

// What an answer to the account question says.
struct AccountAnswer {
  std::string account;  // empty: none was shown
  std::string result;   // the product's word for what came of it; empty where it has none

  bool shown() const { return !account.empty(); }
};

AccountAnswer read(Subject& subject, const Exchange& exchange) {
  const plugin::AccountQuestion& question = subject.product_version().account();
  AccountAnswer answer;
  if (!exchange.complete()) return answer;
  const std::optional<XmlAnswer> xml = XmlAnswer::parse(exchange.response->body);
  if (!xml) return answer;
  if (!question.result_element.empty()) {
    answer.result = xml->text_of(question.result_element).value_or("");
    if (answer.result != question.success) return answer;
  }
  if (!is_accepted(subject.product(), exchange)) return answer;
  answer.account = (question.account_attribute.empty()
                        ? xml->text_of(question.account_element)
                        : xml->attribute_of(question.account_element, question.account_attribute))
                       .value_or("");
  return answer;
}

std::string in_words(Subject& subject, const Exchange& exchange, const AccountAnswer& answer) {
  std::string words = describe(subject.product(), exchange);
  if (!answer.result.empty()) words += ", " + answer.result;
  if (answer.shown()) words += ", the account '" + answer.account + "'";
  return words;
}

// Throws NothingToJudge where the product cannot be asked.
const plugin::AccountQuestion& question_of(Subject& subject,
                                           std::string_view plugin::AccountQuestion::*body) {
  const plugin::AccountQuestion& question = subject.product_version().account();
  const bool asks_by_body = !question.content_type.empty();
  const bool own = body == &plugin::AccountQuestion::own_body;
  if (question.path.empty() || ((asks_by_body || !own) && (question.*body).empty())) {
    throw NothingToJudge("no request to the product is known whose answer tells the account");
  }
  return question;
}

// The account that the call shows; "" and a finding when it shows none.
std::string expect_shown(Subject& subject, const Exchange& exchange) {
  const AccountAnswer answer = read(subject, exchange);
  if (!answer.shown()) {
    REPORT_BROKEN({"the user's account", in_words(subject, exchange, answer), place_of(exchange)});
  }
  return answer.account;
}

void expect_result(Subject& subject, const Exchange& exchange, std::string_view result) {
  const AccountAnswer answer = read(subject, exchange);
  if (answer.result == result) return;
  REPORT_BROKEN({std::string(result), in_words(subject, exchange, answer), place_of(exchange)});
}

void expect_not_shown(Subject& subject, const Exchange& exchange) {
  const AccountAnswer answer = read(subject, exchange);
  if (!answer.shown()) return;
  REPORT_BROKEN({"refused", in_words(subject, exchange, answer), place_of(exchange)});
}

}  // namespace

void check_same_user_by_every_name(Subject& subject) {
  question_of(subject, &plugin::AccountQuestion::own_body);
  const Registration& registration = *needed(subject, full).front();
  const Exchange& whole = call_of(subject, registration, "account", "user");
  expect_control(subject, registration, Control::user);
  const std::string account = expect_shown(subject, whole);
  if (account.empty()) return;
  for (const char* claim : {"nameid", "upn", "smtp", "sip"}) {
    const Exchange* exchange =
        subject.find_exchange(call_label(registration.identity->name, "account", claim));
    if (!exchange) continue;
    const AccountAnswer answer = read(subject, *exchange);
    if (answer.account == account) continue;
    REPORT_BROKEN({"the account '" + account + "', as by all names together",
                   in_words(subject, *exchange, answer), place_of(*exchange)});
  }
}

void check_acts_as_named_user(Subject& subject) {
  question_of(subject, &plugin::AccountQuestion::own_body);
  const Registration& registration = *needed(subject, full).front();
  if (!subject.target().other_user) {
    throw MissingPrerequisite("the target has no \"other_user\": add it");
  }
  const Exchange& first = call_of(subject, registration, "account", "user");
  expect_control(subject, registration, Control::user);
  const Exchange& second = call_of(subject, registration, "account", "other");
  const std::string account = expect_shown(subject, first);
  const std::string other = expect_shown(subject, second);
  if (account.empty() || other.empty() || account != other) return;
  REPORT_BROKEN({"another account for another user", "the account '" + other + "' for both",
                 place_of(second)});
}

void check_other_account_closed(Subject& subject) {
  question_of(subject, &plugin::AccountQuestion::other_body);
  const Registration& registration = *needed(subject, full).front();
  const Exchange& exchange = call_of(subject, registration, "other-account");
  expect_control(subject, registration, Control::user);
  expect_not_shown(subject, exchange);
}

void check_impersonation(Subject& subject) {
  question_of(subject, &plugin::AccountQuestion::impersonation_body);
  for (const Registration* registration : needed(subject, impersonating)) {
    const Exchange& exchange = call_of(subject, *registration, "impersonation");
    expect_control(subject, *registration, Control::itself);
    expect_shown(subject, exchange);
  }
}

void check_impersonation_denied(Subject& subject) {
  const plugin::AccountQuestion& question =
      question_of(subject, &plugin::AccountQuestion::impersonation_body);
  for (const Registration* registration : needed(subject, not_impersonating)) {
    const Exchange& exchange = call_of(subject, *registration, "impersonation");
    expect_control(subject, *registration, Control::itself);
    expect_result(subject, exchange, question.impersonation_denied);
  }
}

void check_named_role(Subject& subject) {
  question_of(subject, &plugin::AccountQuestion::named_role_body);
  for (const Registration* registration : needed(subject, not_impersonating)) {
    const Exchange& exchange = call_of(subject, *registration, "named-role");
    expect_control(subject, *registration, Control::itself);
    expect_not_shown(subject, exchange);
  }
}

void check_malformed_role(Subject& subject) {
  const plugin::AccountQuestion& question =
      question_of(subject, &plugin::AccountQuestion::malformed_role_body);
  const Registration& registration = *needed(subject, full).front();
  const Exchange& exchange = call_of(subject, registration, "malformed-role");
  expect_control(subject, registration, Control::user);
  expect_result(subject, exchange, question.malformed_role);
}

}  // namespace s2sconform::trust
