// About every answer of the web services that the suite has got.
#include <algorithm>

#include "harness/base/ascii.h"
#include "harness/judge/conforms.h"
#include "suites/history/history_checks.h"
#include "suites/history/history_evidence.h"
#include "suites/history/mailbox_client.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

// The steps whose request was admitted and answered. Throws CouldNotJudge when there is none.
std::vector<Step> answered_steps(Subject& subject) {
  step(subject, "service.folder");  // what keeps the suite from being judged
  std::vector<Step> steps;
  for (const auto& [label, exchange] : subject.evidence().exchanges) {
    if (!label.starts_with("history.") || label.starts_with("history.autodiscover.")) continue;
    if (!exchange.complete() || exchange.response->status == unauthorized) continue;
    steps.push_back({&exchange, answer_of(subject, exchange)});
  }
  if (steps.empty()) throw CouldNotJudge("no request to the web services was answered");
  return steps;
}

bool is_about_request(const Step& step) {
  // Refused by the web server before the services saw it.
  constexpr unsigned internal_error = 500;
  const unsigned status = step.exchange->response->status;
  return status == 200 || status == internal_error;
}

}  // namespace

void check_content_type(Subject& subject) {
  for (const Step& step : answered_steps(subject)) {
    if (step.exchange->response->body.empty() || !is_about_request(step)) continue;
    const std::string* type = find_header(step.exchange->response->headers, "Content-Type");
    const std::string media = lower_case(type ? type->substr(0, type->find(';')) : "");
    if (media == "text/xml") continue;
    REPORT_BROKEN({"Content-Type: text/xml", type ? *type : "none", step.place()});
    return;
  }
}

void check_server_version(Subject& subject) {
  bool seen = false;
  for (const Step& step : answered_steps(subject)) {
    if (!step.answer || step.answer->fault) continue;
    if (!step.answer->has_server_version) {
      REPORT_BROKEN({"ServerVersionInfo in the header", "none", step.place()});
      return;
    }
    if (!seen && !step.answer->server_version.empty()) {
      subject.note("server version " + step.answer->server_version);
      seen = true;
    }
  }
}

void check_request_id(Subject& subject) {
  for (const Step& step : answered_steps(subject)) {
    if (!step.answer) continue;
    const std::string* sent = find_header(step.exchange->request.headers, "client-request-id");
    const std::string* echoed = find_header(step.exchange->response->headers, "client-request-id");
    if (!sent || (echoed && equal_ignoring_case(*echoed, *sent))) continue;
    REPORT_BROKEN({"client-request-id: " + *sent, echoed ? *echoed : "none", step.place()});
    return;
  }
}

void check_class_agrees_with_code(Subject& subject) {
  for (const Step& step : answered_steps(subject)) {
    if (!step.answer) continue;
    for (const ews::ResponseMessage& message : step.answer->messages) {
      const bool says_success = message.response_class == "Success";
      const bool has_no_error = message.code == ews::no_error;
      const bool is_error =
          message.response_class == "Error" || message.response_class == "Warning";
      if (says_success == has_no_error && (says_success || is_error)) continue;
      REPORT_BROKEN({"Success with NoError, or Error with another code",
                     message.response_class + " with '" + message.code + "'", step.place()});
      return;
    }
  }
}

void check_fault_status(Subject& subject) {
  constexpr unsigned internal_error = 500;
  bool seen = false;
  for (const Step& step : answered_steps(subject)) {
    if (!step.answer || !step.answer->fault) continue;
    seen = true;
    if (step.exchange->response->status == internal_error) continue;
    REPORT_BROKEN({"status 500 with a SOAP fault", step.in_words(), step.place()});
    return;
  }
  if (!seen) throw NothingToJudge("no SOAP fault was seen");
}

void check_busy_says_how_long(Subject& subject) {
  bool seen = false;
  for (const Step& step : answered_steps(subject)) {
    if (!is_busy(*step.exchange, step.answer)) continue;
    seen = true;
    const bool told = (step.answer && step.answer->back_off) ||
                      find_header(step.exchange->response->headers, "Retry-After");
    if (told) continue;
    REPORT_BROKEN({"BackOffMilliseconds, or Retry-After", step.in_words(), step.place()});
    return;
  }
  if (!seen) throw NothingToJudge("the server was never busy");
}

}  // namespace s2sconform::history
