// The checks of the trust suite; the files of requirements beside it describe each by its sentence.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "harness/suite/subject.h"
#include "suites/trust/registration_kinds.h"

namespace s2sconform::trust {

using Check = std::function<void(Subject&)>;

// What shows that an answer is about what is tested, and not about the registration as such.
enum class Control {
  none,
  known,   // the challenge names the application, or one of its tokens is accepted
  itself,  // its app-only token is accepted
  user,    // its token for the target's user is accepted
};

// Of every registration of that kind, the call of that name and suffix.
Check accepted(const RegistrationKind& kind, std::string_view call, std::string_view suffix = {},
               Control control = Control::none);
Check refused(const RegistrationKind& kind, std::string_view call, Control control,
              std::string_view suffix = {});
// Both calls, as itself and for the user.
Check refused_both(const RegistrationKind& kind);
// A name under another registration's key.
void check_borrowed_name(Subject& subject);

// All answers to the same conflicting names are the same.
Check stable(const RegistrationKind& kind, std::string_view call);
// Nothing tells an existing user from one that does not exist: to a stranger, and to an application
// that may not act for users.
void check_strangers_learn_nothing(Subject& subject);
void check_level_hides_users(Subject& subject);

// Whose account the caller sees.
void check_same_user_by_every_name(Subject& subject);
void check_acts_as_named_user(Subject& subject);
void check_other_account_closed(Subject& subject);
void check_impersonation(Subject& subject);
void check_impersonation_denied(Subject& subject);
void check_named_role(Subject& subject);
void check_malformed_role(Subject& subject);

// For the checks' files: the registrations of the kind. Throws NothingToJudge when the product has
// no such kind, and MissingPrerequisite when the targets file declares none.
std::vector<const Registration*> needed(Subject& subject, const RegistrationKind& kind);
// The exchange of a call. Throws MissingPrerequisite with what the targets file lacks for it.
const Exchange& call_of(Subject& subject, const Registration& registration, std::string_view call,
                        std::string_view suffix = {});
// Throws CouldNotJudge when the control does not hold.
void expect_control(Subject& subject, const Registration& registration, Control control);
void expect_refused(Subject& subject, const Exchange& exchange);

}  // namespace s2sconform::trust
