#include <algorithm>

#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/token/token_checks.h"
#include "suites/token/token_probes.h"

namespace s2sconform::token {
namespace {

// The attempts of a case. Throws when there is nothing to learn from them.
std::vector<const Exchange*> attempts(Subject& subject, std::string_view name) {
  if (!subject.derived<Sanity>().any()) {
    throw CouldNotJudge("no good token is accepted, so nothing follows: see token.sane-before");
  }
  if (const auto* reason = subject.find_fact(reason_label(name))) throw NothingToJudge(*reason);
  if (const auto* missing = subject.find_fact(prerequisite_label(name))) {
    throw MissingPrerequisite(*missing);
  }
  std::vector<const Exchange*> found;
  while (const Exchange* next = subject.find_exchange(attempt_label(name, found.size()))) {
    found.push_back(next);
  }
  if (found.empty()) throw CouldNotJudge("no token was presented");
  return found;
}

bool is_refused(const Subject& subject, const Exchange& exchange,
                const std::vector<unsigned>& alternatives) {
  if (!exchange.complete()) return false;
  return is_refused(subject.product(), exchange) ||
         std::find(alternatives.begin(), alternatives.end(), exchange.response->status) !=
             alternatives.end();
}

// A good token that is refused, or a bad one that is, while good ones are no longer accepted: the
// token is not what the answer is about.
void expect_still_sane(Subject& subject) {
  if (!subject.derived<Sanity>().still) {
    throw CouldNotJudge(
        "good tokens were no longer accepted at the end, so a refusal says nothing: see "
        "token.sane-after");
  }
}

std::string words_for(const Subject& subject, const std::vector<unsigned>& alternatives) {
  std::vector<unsigned> all(subject.product().resource.refused_status.begin(),
                            subject.product().resource.refused_status.end());
  for (const unsigned status : alternatives) {
    if (std::find(all.begin(), all.end(), status) == all.end()) all.push_back(status);
  }
  std::string words = "refused with status ";
  for (std::size_t at = 0; at < all.size(); ++at) {
    words += (at == 0 ? "" : " or ") + std::to_string(all[at]);
  }
  return words;
}

void expect_refused(Subject& subject, const Exchange& exchange,
                    const std::vector<unsigned>& alternatives) {
  if (is_accepted(subject.product(), exchange)) {
    REPORT_BROKEN({words_for(subject, alternatives),
                   "accepted: " + describe(subject.product(), exchange), place_of(exchange)});
  } else if (!is_refused(subject, exchange, alternatives)) {
    REPORT_BROKEN({words_for(subject, alternatives), describe(subject.product(), exchange),
                   place_of(exchange)});
  }
}

void expect_refused_without_token(Subject& subject, std::string_view label) {
  if (subject.product().resource.path.empty()) {
    throw NothingToJudge("the plugin names no protected resource");
  }
  expect_refused(subject, subject.exchange(label), {});
}

}  // namespace

std::function<void(Subject&)> accepted(std::string_view name) {
  return [name](Subject& subject) {
    for (const Exchange* exchange : attempts(subject, name)) {
      if (is_accepted(subject.product(), *exchange)) continue;
      expect_still_sane(subject);
      REPORT_BROKEN({"accepted", describe(subject.product(), *exchange), place_of(*exchange)});
    }
  };
}

std::function<void(Subject&)> accepted_or_refused(std::string_view name) {
  return [name](Subject& subject) {
    for (const Exchange* exchange : attempts(subject, name)) {
      if (is_accepted(subject.product(), *exchange)) {
        subject.note("accepted");
      } else if (is_refused(subject, *exchange, {})) {
        expect_still_sane(subject);
        subject.note("refused: " + describe(subject.product(), *exchange));
      } else {
        REPORT_BROKEN({"accepted, or " + words_for(subject, {}),
                       describe(subject.product(), *exchange), place_of(*exchange)});
      }
    }
  };
}

std::function<void(Subject&)> refused(std::string_view name, std::vector<unsigned> alternatives) {
  return [name, alternatives = std::move(alternatives)](Subject& subject) {
    const std::vector<const Exchange*> presented = attempts(subject, name);
    for (const Exchange* exchange : presented) expect_refused(subject, *exchange, alternatives);
    const bool all_refused = std::all_of(
        presented.begin(), presented.end(),
        [&](const Exchange* exchange) { return is_refused(subject, *exchange, alternatives); });
    if (all_refused) expect_still_sane(subject);
  };
}

void check_anonymous_refused(Subject& subject) {
  expect_refused_without_token(subject, anonymous_label);
}

void check_empty_bearer_refused(Subject& subject) {
  expect_refused_without_token(subject, empty_bearer_label);
}

}  // namespace s2sconform::token
