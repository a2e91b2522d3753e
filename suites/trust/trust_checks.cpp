#include "suites/trust/trust_checks.h"

#include <algorithm>

#include "harness/identity/identity.h"
#include "harness/judge/conforms.h"
#include "suites/protected_resource.h"
#include "suites/trust/trust_probes.h"

namespace s2sconform::trust {
namespace {

bool is_accepted_call(Subject& subject, const Registration& registration, std::string_view call,
                      std::string_view suffix = {}) {
  const Exchange* exchange =
      subject.find_exchange(call_label(registration.identity->name, call, suffix));
  return exchange && is_accepted(subject.product(), *exchange);
}

bool is_known(Subject& subject, const Registration& registration) {
  return is_accepted_call(subject, registration, "itself") ||
         is_accepted_call(subject, registration, "user") ||
         is_accepted_call(subject, registration, "consent", "user") ||
         trusted_issuers_text(subject).find(registration.identity->application_id) !=
             std::string::npos;
}

// No token is sent to a server whose certificate does not verify: that is no refusal.
void expect_sent(const Exchange& exchange) {
  if (exchange.failure && exchange.failure->kind == FailureKind::certificate) {
    throw CouldNotJudge("no token is sent to a server whose certificate does not verify: " +
                        exchange.failure->message);
  }
}

// What the answer says, without the name of the server that answered: Lync's diagnostics have it as
// source (facts 4.2), and the next request may meet another server behind the same name.
std::string shape_of(Subject& subject, const Exchange& exchange) {
  constexpr std::string_view source = "source=\"";
  std::string shape = describe(subject.product(), exchange);
  const std::size_t begin = shape.find(source);
  if (begin == std::string::npos) return shape;
  const std::size_t end = shape.find('"', begin + source.size());
  return shape.erase(begin, end == std::string::npos ? end : end + 1 - begin);
}

void expect_same(Subject& subject, const Exchange& known, const Exchange& unknown) {
  const std::string expected = shape_of(subject, known);
  const std::string actual = shape_of(subject, unknown);
  if (expected == actual) return;
  REPORT_BROKEN(
      {"for a user that does not exist, the same answer as for one that does: " + expected, actual,
       place_of(unknown)});
}

}  // namespace

std::vector<const Registration*> needed(Subject& subject, const RegistrationKind& kind) {
  if (!kind.is_expressible(subject.product_version())) {
    throw NothingToJudge("the product's partner applications have no " + std::string(kind.setting));
  }
  auto found = registrations_of(subject.target(), subject.product_version(), kind);
  if (found.empty()) {
    throw MissingPrerequisite(
        "the targets file declares no such registration: register an identity with " +
        std::string(kind.declaration) + " and add it to the target's \"registrations\"");
  }
  return found;
}

const Exchange& call_of(Subject& subject, const Registration& registration, std::string_view call,
                        std::string_view suffix) {
  if (const auto* lacking = subject.find_fact(missing_label(registration.identity->name, call))) {
    throw MissingPrerequisite(*lacking);
  }
  const Exchange& exchange =
      subject.exchange(call_label(registration.identity->name, call, suffix));
  expect_sent(exchange);
  return exchange;
}

void expect_control(Subject& subject, const Registration& registration, Control control) {
  const std::string who = "the identity '" + registration.identity->name + "'";
  switch (control) {
    case Control::none:
      return;
    case Control::known:
      if (is_known(subject, registration)) return;
      throw CouldNotJudge("nothing shows that " + who +
                          " is registered: no token of it is accepted and the challenge does not "
                          "name it, so a refusal proves nothing");
    case Control::itself:
      if (is_accepted_call(subject, registration, "itself")) return;
      throw CouldNotJudge("the app-only token of " + who + " is not accepted, so nothing follows");
    case Control::user:
      if (is_accepted_call(subject, registration, "user")) return;
      throw CouldNotJudge("the token of " + who +
                          " for the user is not accepted, so nothing follows");
  }
}

void expect_refused(Subject& subject, const Exchange& exchange) {
  constexpr unsigned forbidden = 403;  // RFC 6750 3.1, insufficient_scope
  if (is_refused(subject.product(), exchange) ||
      (exchange.complete() && exchange.response->status == forbidden)) {
    return;
  }
  const bool accepted = is_accepted(subject.product(), exchange);
  REPORT_BROKEN({"refused as a token is",
                 (accepted ? "accepted: " : "") + describe(subject.product(), exchange),
                 place_of(exchange)});
}

Check accepted(const RegistrationKind& kind, std::string_view call, std::string_view suffix,
               Control control) {
  return [&kind, call, suffix, control](Subject& subject) {
    for (const Registration* registration : needed(subject, kind)) {
      const Exchange& exchange = call_of(subject, *registration, call, suffix);
      if (is_accepted(subject.product(), exchange)) continue;
      expect_control(subject, *registration, control);
      REPORT_BROKEN({"accepted", describe(subject.product(), exchange), place_of(exchange)});
    }
  };
}

Check refused(const RegistrationKind& kind, std::string_view call, Control control,
              std::string_view suffix) {
  return [&kind, call, control, suffix](Subject& subject) {
    for (const Registration* registration : needed(subject, kind)) {
      const Exchange& exchange = call_of(subject, *registration, call, suffix);
      if (!is_accepted(subject.product(), exchange)) {
        expect_control(subject, *registration, control);
      }
      expect_refused(subject, exchange);
    }
  };
}

Check refused_both(const RegistrationKind& kind) {
  return [&kind](Subject& subject) {
    for (const Registration* registration : needed(subject, kind)) {
      expect_refused(subject, call_of(subject, *registration, "itself"));
      if (subject.target().user) expect_refused(subject, call_of(subject, *registration, "user"));
    }
  };
}

void check_borrowed_name(Subject& subject) {
  const Registration& lender = *needed(subject, full).front();
  expect_control(subject, lender, Control::itself);
  for (const Registration* registration : needed(subject, beside_full)) {
    expect_refused(subject, call_of(subject, *registration, "borrowed-name", "itself"));
    if (subject.target().user) {
      expect_refused(subject, call_of(subject, *registration, "borrowed-name", "user"));
    }
  }
}

Check stable(const RegistrationKind& kind, std::string_view call) {
  return [&kind, call](Subject& subject) {
    for (const Registration* registration : needed(subject, kind)) {
      const Exchange& first = call_of(subject, *registration, call, "0");
      expect_control(subject, *registration, Control::user);
      const bool at_first = is_accepted(subject.product(), first);
      subject.note(std::string(at_first ? "accepted" : "refused") + ": " + first.label);
      for (const char* suffix : {"1", "2"}) {
        const Exchange& again = call_of(subject, *registration, call, suffix);
        if (is_accepted(subject.product(), again) == at_first) continue;
        REPORT_BROKEN({"the same answer each time: " + describe(subject.product(), first),
                       describe(subject.product(), again), place_of(again)});
      }
    }
  };
}

void check_strangers_learn_nothing(Subject& subject) {
  const Registration& registration = *needed(subject, full).front();
  const Exchange& known = call_of(subject, registration, "stranger", "known");
  expect_control(subject, registration, Control::user);
  expect_same(subject, known, call_of(subject, registration, "stranger", "unknown"));
}

void check_level_hides_users(Subject& subject) {
  for (const Registration* registration : needed(subject, application_level)) {
    const Exchange& known = call_of(subject, *registration, "user");
    expect_control(subject, *registration, Control::known);
    expect_same(subject, known, call_of(subject, *registration, "unknown-user"));
  }
}

}  // namespace s2sconform::trust
