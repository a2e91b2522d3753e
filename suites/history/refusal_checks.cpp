#include <algorithm>

#include "harness/judge/conforms.h"
#include "suites/history/history_checks.h"
#include "suites/history/history_evidence.h"
#include "suites/history/history_probes.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

// No item of that write is found, in either mailbox.
void expect_not_written(Subject& subject, const std::string& name) {
  const std::string& item_subject = subject.fact("history.refused-writes.subject." + name);
  std::vector<std::string> searches{"refused-writes.found"};
  if (subject.evidence().find("history.refused-writes.found-in-other")) {
    searches.push_back("refused-writes.found-in-other");
  }
  for (const std::string& search : searches) {
    const Step found = step(subject, search);
    if (!found.answer || found.answer->fault) {
      throw CouldNotJudge("it could not be seen that nothing was written: " + found.in_words());
    }
    for (const ews::Item& item : found.answer->items()) {
      if (item.content.subject != item_subject) continue;
      REPORT_BROKEN({"nothing is written", "the item '" + item_subject + "'", found.place()});
    }
  }
}

// The answer of a clean refusal: a client error by HTTP, or a fault.
bool is_refused_cleanly(const Step& step) {
  constexpr unsigned first_client_error = 400, first_server_error = 500;
  if (!step.exchange->response) return false;
  const unsigned status = step.exchange->response->status;
  return (status >= first_client_error && status < first_server_error) ||
         (step.answer && step.answer->fault);
}

}  // namespace

Check write_refused(std::string name, std::vector<std::string_view> codes) {
  return [name = std::move(name), codes = std::move(codes)](Subject& subject) {
    needed(subject, "service.folder");
    const Step refused = step(subject, "refused-writes." + name, name);
    if (!codes.empty()) {
      expect_code(refused, codes);
    } else if (!refused.answer || refused.answer->succeeded()) {
      REPORT_BROKEN({"an error", refused.in_words(), refused.place()});
    }
    expect_not_written(subject, name);
  };
}

Check answered_with(std::string name, std::vector<std::string_view> codes) {
  return [name = std::move(name), codes = std::move(codes)](Subject& subject) {
    expect_code(step(subject, "requests." + name), codes);
  };
}

void check_malformed_xml(Subject& subject) {
  const Step answered = step(subject, "requests.malformed-xml");
  if (is_refused_cleanly(answered)) return;
  REPORT_BROKEN({"a SOAP fault, or a client error", answered.in_words(), answered.place()});
}

void check_unknown_operation(Subject& subject) {
  const Step answered = step(subject, "requests.unknown-operation");
  if (is_refused_cleanly(answered)) return;
  REPORT_BROKEN({"a SOAP fault, or a client error", answered.in_words(), answered.place()});
}

void check_wrong_action(Subject& subject) {
  needed(subject, "service.folder");
  const Step answered = step(subject, "requests.wrong-action");
  const bool by_body =
      answered.answer && (answered.answer->fault || answered.answer->name == "GetFolderResponse");
  if (by_body) return;
  REPORT_BROKEN({"a GetFolderResponse, or a SOAP fault",
                 answered.answer ? answered.answer->name : answered.in_words(), answered.place()});
}

void check_oversized(Subject& subject) {
  const Step answered = step(subject, "oversized.create", "oversized");
  if (is_refused_cleanly(answered)) return;
  REPORT_BROKEN({"a SOAP fault, or a client error", answered.in_words(), answered.place()});
}

}  // namespace s2sconform::history
