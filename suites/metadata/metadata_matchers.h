// GoogleTest matchers for members of the metadata document, and how their values are printed.
#pragma once

#include <ostream>
#include <string>

#include "harness/judge/conforms.h"
#include "suites/metadata/metadata_document.h"

namespace s2sconform::metadata {

inline void PrintTo(const Member& member, std::ostream* out) {
  if (member.is_string()) {
    *out << testing::PrintToString(member.text);
  } else {
    *out << to_string(member.kind);
    if (!member.text.empty()) *out << " " << member.text;
  }
}

MATCHER(IsText, "a string that is not empty") {
  static_cast<void>(result_listener);
  return arg.is_string() && !arg.text.empty();
}

// A named condition on text, for IsTextLike.
struct TextCondition {
  std::string description;
  bool (*holds)(const std::string& text);
};

inline void PrintTo(const TextCondition& condition, std::ostream* out) {
  *out << condition.description;
}

MATCHER_P(IsTextLike, predicate, std::string("a string that is ") + predicate.description) {
  static_cast<void>(result_listener);
  return arg.is_string() && predicate.holds(arg.text);
}

// The member and its place, as EXPECT_CONFORMS takes them.
inline Located<Member> located(const Member& member) { return {member, member.where}; }

// The member, when it is there. Throws NothingToJudge otherwise: that it is missing is for
// metadata.dialect to say.
inline const Member& present(const Member& member) {
  if (member.kind == Kind::absent) {
    throw NothingToJudge("the document has no " + member.where);
  }
  return member;
}

// An empty realm is what an Exchange configuration without one says (facts finding 8): "*".
inline bool is_unset_realm(const Member& realm, const plugin::MetadataDialect& dialect) {
  return dialect.issuer_realm.wildcard && realm.is_string() && realm.text.empty();
}

// The member taken apart. Throws NothingToJudge when it has not the form, which `judged_by` judges.
inline Principal principal_of(const Member& member, const char* judged_by) {
  std::optional<Principal> principal =
      member.is_string() ? parse_principal(member.text) : std::nullopt;
  if (!principal) throw NothingToJudge(std::string("judged with ") + judged_by + " only");
  return *principal;
}

}  // namespace s2sconform::metadata
