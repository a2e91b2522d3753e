// What an answer that refuses a token says, and gives away.
#include <algorithm>
#include <set>

#include "harness/base/ascii.h"
#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/token/token_checks.h"
#include "suites/token/token_probes.h"

namespace s2sconform::token {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t shortest_word = 4;
constexpr std::size_t longest_body = 64 * 1024;  // of what is looked through

// The answers to tokens that were not accepted.
std::vector<const Exchange*> not_accepted(Subject& subject) {
  std::vector<const Exchange*> found = answers(subject);
  std::erase_if(
      found, [&](const Exchange* exchange) { return is_accepted(subject.product(), *exchange); });
  if (found.empty()) throw NothingToJudge("no token was refused");
  return found;
}

std::string_view beginning(const std::string& body) {
  return std::string_view(body).substr(0, longest_body);
}

// Words of four characters and more, in lower case.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    if (is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '@' || c == '.') {
      word += to_lower(c);
      continue;
    }
    if (word.size() >= shortest_word) words.insert(word);
    word.clear();
  }
  return words;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool is_stack_frame(std::string_view line) {
  const std::size_t parenthesis = line.find('(');
  const bool call = line.starts_with("at ") && parenthesis != std::string_view::npos &&
                    line.substr(3, parenthesis - 3).find('.') != std::string_view::npos &&
                    line.substr(3, parenthesis - 3).find(' ') == std::string_view::npos;
  return call || line.find(".cs:line ") != std::string_view::npos;
}

}  // namespace

void check_diagnostics(Subject& subject) {
  const std::string name(subject.product().resource.diagnostics_header);
  for (const Exchange* exchange : refusals(subject)) {
    if (is_without_token(*exchange) || exchange->label.starts_with("token.refuses-query-token") ||
        exchange->label.starts_with("token.accepts-lower-case-scheme")) {
      continue;
    }
    const std::string* value = find_header(exchange->response->headers, name);
    if (value && lower_case(*value).find("reason=") != std::string::npos) continue;
    REPORT_BROKEN(
        {name + " with a reason", value ? *value : "no such header", place_of(*exchange)});
    return;
  }
}

// The recorded answer is redacted: where the token, or the signature of one, stood there is a mark.
void check_no_token_echo(Subject& subject) {
  constexpr std::string_view mark = "[redacted]";
  for (const Exchange* exchange : not_accepted(subject)) {
    std::string where;
    if (exchange->response->body.find(mark) != std::string::npos) where = "body";
    for (const Header& header : exchange->response->headers) {
      if (!equal_ignoring_case(header.name, "Set-Cookie") &&
          header.value.find(mark) != std::string::npos) {
        where = header.name;
      }
    }
    if (where.empty()) continue;
    REPORT_BROKEN({"an answer without the token", "the token that was sent",
                   where + " of the answer to " + place_of(*exchange)});
    return;
  }
}

// .NET and Java frames, and source files with their lines, as a line of text shows them.
void check_no_stack_trace(Subject& subject) {
  for (const Exchange* exchange : not_accepted(subject)) {
    const std::string_view body = beginning(exchange->response->body);
    for (std::size_t begin = 0; begin < body.size();) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      const std::string_view line = trimmed(body.substr(begin, end - begin));
      begin = end + 1;
      if (!is_stack_frame(line)) continue;
      REPORT_BROKEN({"no stack trace", std::string(line.substr(0, 200)),
                     "body of the answer to " + place_of(*exchange)});
      return;
    }
  }
}

void check_no_server_error(Subject& subject) {
  for (const Exchange* exchange : not_accepted(subject)) {
    // That a claim's other name is answered with an error is a requirement of its own.
    if (exchange->label.starts_with("token.accepts-actort")) continue;
    if (exchange->response->status >= 500) {
      REPORT_BROKEN({"a refusal", describe(subject.product(), *exchange), place_of(*exchange)});
    }
  }
}

// The accepted answer's own words, those that no answer without credentials has: most of them in a
// refusal mean that the resource was sent with it.
void check_no_resource_content(Subject& subject) {
  const Sanity& sanity = subject.derived<Sanity>();
  if (!sanity.any()) throw NothingToJudge("no token is accepted, so the content is not known");
  const Exchange& good =
      subject.exchange(sanity.app_only ? "token.sane-before.app-only" : "token.sane-before.user");
  std::set<std::string> own = words_of(beginning(good.response->body));
  const Exchange* anonymous = subject.find_exchange(anonymous_label);
  if (anonymous && anonymous->complete() && !is_accepted(subject.product(), *anonymous)) {
    for (const std::string& word : words_of(beginning(anonymous->response->body))) own.erase(word);
  }
  constexpr std::size_t fewest_words = 3;
  if (own.size() < fewest_words) {
    throw NothingToJudge("the resource's content is too short to be told from a refusal's");
  }
  for (const Exchange* exchange : not_accepted(subject)) {
    const std::set<std::string> words = words_of(beginning(exchange->response->body));
    const auto shared = static_cast<std::size_t>(std::count_if(
        own.begin(), own.end(), [&](const std::string& word) { return words.contains(word); }));
    if (shared < fewest_words || 4 * shared < 3 * own.size()) continue;
    REPORT_BROKEN({"a refusal without the resource's content",
                   std::to_string(shared) + " of the content's " + std::to_string(own.size()) +
                       " words in an answer of status " +
                       std::to_string(exchange->response->status),
                   "body of the answer to " + place_of(*exchange)});
    return;
  }
}

namespace {

// What tells two refusals apart for who sent them.
std::string shape_of(const Subject& subject, const Exchange& exchange) {
  if (!exchange.complete()) return "no answer";
  std::string shape = "status " + std::to_string(exchange.response->status);
  const std::optional<Challenge> bearer = bearer_challenge(exchange);
  const std::string* error = bearer ? bearer->parameter("error") : nullptr;
  shape += bearer ? ", Bearer" : ", no Bearer challenge";
  if (error) shape += " error=" + *error;
  const std::string* diagnostics =
      find_header(exchange.response->headers, subject.product().resource.diagnostics_header);
  if (diagnostics) shape += ", " + *diagnostics;
  return shape;
}

const Exchange& repetition(Subject& subject, const char* kind, std::size_t index) {
  if (!subject.derived<Sanity>().any()) {
    throw CouldNotJudge("no good token is accepted, so nothing follows: see token.sane-before");
  }
  const Exchange& exchange =
      subject.exchange(attempt_label(std::string("same-answer.") + kind, index));
  if (is_accepted(subject.product(), exchange)) {
    throw NothingToJudge(
        "the token was accepted: see token.refuses-unknown-x5t and token.refuses-other-key");
  }
  return exchange;
}

std::chrono::microseconds shortest_time(Subject& subject, const char* kind) {
  auto shortest = std::chrono::microseconds::max();
  for (std::size_t index = 0; index < 3; ++index) {
    const Exchange& exchange = repetition(subject, kind, index);
    if (!exchange.complete()) throw CouldNotJudge("no answer: " + exchange.failure->message);
    shortest = std::min(shortest, exchange.timing.first_byte - exchange.timing.connected);
  }
  return shortest;
}

}  // namespace

void check_same_answer_for_keys(Subject& subject) {
  const Exchange& unknown = repetition(subject, "unknown-key", 0);
  const Exchange& wrong = repetition(subject, "wrong-key", 0);
  const std::string left = shape_of(subject, wrong);
  const std::string right = shape_of(subject, unknown);
  if (left != right) {
    REPORT_BROKEN({"the answer to a wrong signature: " + left, right, place_of(unknown)});
  }
}

// Of three each the fastest: a network's own jitter makes answers slower, never faster.
void check_same_time_for_keys(Subject& subject) {
  const auto unknown = shortest_time(subject, "unknown-key");
  const auto wrong = shortest_time(subject, "wrong-key");
  const auto [fast, slow] = std::minmax(unknown, wrong);
  constexpr auto noticeable = 500ms;  // a busy server is slower by less
  if (slow - fast > noticeable && slow > 3 * fast) {
    const auto milliseconds = [](std::chrono::microseconds time) {
      return std::to_string(time.count() / 1000) + " ms";
    };
    REPORT_BROKEN(
        {"answers in the same time",
         "unknown key " + milliseconds(unknown) + ", wrong signature " + milliseconds(wrong),
         place_of(repetition(subject, "unknown-key", 0))});
  }
}

}  // namespace s2sconform::token
