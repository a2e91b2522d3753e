// Words that the reports of a comparison share.
#pragma once

#include <array>
#include <string>

#include "harness/comparison/comparison.h"

namespace s2sconform {

inline constexpr std::array change_kinds{ChangeKind::regression,
                                         ChangeKind::failing_differently,
                                         ChangeKind::no_longer_judged,
                                         ChangeKind::new_warning,
                                         ChangeKind::newly_waived,
                                         ChangeKind::repair,
                                         ChangeKind::judged_again,
                                         ChangeKind::appeared,
                                         ChangeKind::gone};

// "regressions", "repairs", "new"
std::string plural_of(ChangeKind kind);

// "pass → fail", "error" of what appeared
std::string outcomes_of(const VerdictChange& change);

// "“1.1” before, “2” now"; "“x” is new"; "“x” is gone"
std::string values_of(const BehaviourChange& change);

// "in metadata.get", "in metadata.get and 12 more exchanges"
std::string exchanges_of(const BehaviourChange& change);

}  // namespace s2sconform
