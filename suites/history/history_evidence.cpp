#include "suites/history/history_evidence.h"

#include <algorithm>
#include <map>

#include "harness/judge/conforms.h"
#include "suites/history/history_probes.h"
#include "suites/history/mailbox_client.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

constexpr const char* first_step = "service.folder";

struct ReadAnswers {
  explicit ReadAnswers(Subject&) {}

  mutable std::map<const Exchange*, std::optional<ews::Answer>> by_exchange;
};

void expect_possible(Subject& subject, std::string_view probe) {
  if (const std::string* obstacle = subject.find_fact("history.obstacle")) {
    throw MissingPrerequisite(*obstacle);
  }
  if (const std::string* problem = subject.find_fact("history.not-noted")) {
    throw CouldNotJudge(*problem);
  }
  if (probe.empty()) return;
  if (const std::string* missing = subject.find_fact(missing_label(probe))) {
    throw MissingPrerequisite(*missing);
  }
}

// No token is sent to a server whose certificate does not verify, and what refuses tokens is judged
// by other suites.
void expect_admitted(Subject& subject, const Exchange& exchange) {
  if (exchange.failure && exchange.failure->kind == FailureKind::certificate) {
    throw CouldNotJudge("no token is sent to a server whose certificate does not verify: " +
                        exchange.failure->message);
  }
  if (exchange.complete() && exchange.response->status == unauthorized) {
    throw CouldNotJudge("the token is not accepted there: " +
                        describe(subject.product(), exchange));
  }
}

const Exchange& last_exchange(Subject& subject, const std::string& label) {
  const std::string last = last_attempt(subject.evidence(), "history." + label);
  if (!subject.evidence().find(last)) {
    if (label != first_step) needed(subject, first_step);  // says why nothing else was asked
    throw CouldNotJudge("history." + label +
                        " was not asked, because what comes before it did not go well");
  }
  const Exchange& exchange = subject.exchange(last);
  expect_admitted(subject, exchange);
  return exchange;
}

std::string in_words(const ews::Answer& answer) {
  if (answer.fault) return "a SOAP fault, " + answer.fault->code;
  if (answer.messages.empty()) return answer.name + " without response messages";
  std::string words;
  for (const ews::ResponseMessage& message : answer.messages) {
    words += (words.empty() ? "" : ", ") + message.response_class + " " + message.code;
  }
  return words;
}

}  // namespace

const std::optional<ews::Answer>& answer_of(Subject& subject, const Exchange& exchange) {
  auto& known = subject.derived<ReadAnswers>().by_exchange;
  const auto found = known.find(&exchange);
  if (found != known.end()) return found->second;
  return known.emplace(&exchange, ews::read_answer(exchange.response->body)).first->second;
}

std::string Step::in_words() const {
  if (!exchange->response) return "no answer: " + exchange->failure->message;
  std::string words = "status " + std::to_string(exchange->response->status) + ", ";
  if (exchange->failure) return words + exchange->failure->message;
  return words + (answer ? history::in_words(*answer) : "no SOAP answer");
}

std::string Step::place() const { return place_of(*exchange); }

Step step(Subject& subject, const std::string& label, std::string_view probe) {
  expect_possible(subject, probe);
  const Exchange& exchange = last_exchange(subject, label);
  Step step{&exchange, {}};
  if (exchange.complete()) step.answer = answer_of(subject, exchange);
  if (is_busy(exchange, step.answer)) {
    throw CouldNotJudge("the server was busy until the deadline: " + step.in_words());
  }
  return step;
}

const Exchange& autodiscover_exchange(Subject& subject, const std::string& label) {
  expect_possible(subject, {});
  return last_exchange(subject, "autodiscover." + label);
}

const Exchange& autodiscover_exchange_without_token(Subject& subject) {
  expect_possible(subject, {});
  return subject.exchange("history.autodiscover.without-token");
}

ews::Answer needed(Subject& subject, const std::string& label, std::string_view probe) {
  const Step earlier = step(subject, label, probe);
  if (earlier.answer && earlier.answer->succeeded()) return *earlier.answer;
  throw CouldNotJudge("history." + label +
                      " did not go well, so nothing follows: " + earlier.in_words());
}

ews::Item needed_item(Subject& subject, const std::string& label, std::string_view probe) {
  const std::vector<ews::Item> items = needed(subject, label, probe).items();
  if (items.size() == 1) return items.front();
  throw CouldNotJudge("history." + label + " shows " + std::to_string(items.size()) +
                      " items instead of one, so nothing follows");
}

void expect_success(const Step& step) {
  if (step.answer && step.answer->succeeded()) return;
  REPORT_BROKEN({"Success, NoError", step.in_words(), step.place()});
}

void expect_code(const Step& step, const std::vector<std::string_view>& codes) {
  const std::string code = step.answer ? step.answer->code() : std::string();
  const bool is_error = step.answer && (step.answer->fault || !step.answer->succeeded());
  if (is_error && std::find(codes.begin(), codes.end(), code) != codes.end()) return;
  std::string expected;
  for (const std::string_view each : codes) {
    expected.append(expected.empty() ? "" : " or ").append(each);
  }
  REPORT_BROKEN({expected, step.in_words(), step.place()});
}

}  // namespace s2sconform::history
