// What the token suite asks a product. Labels of the exchanges:
//
//   anonymous    resource.anonymous, resource.empty-bearer (protected_resource.h)
//   document     metadata.get, with the metadata suite: the product's own certificates
//   sane-before, sane-after
//                token.sane-before.app-only and .user, likewise after: good tokens; .next-key: when
//                neither was accepted, one by the identity's next key
//   <case>       token.<case>.<number>: each attempt of a case (token_cases.h)
//   same-answer  token.same-answer.unknown-key.<n> and .wrong-key.<n>: three of each
//
// Facts: token.obstacle, why no token can be made; token.<case>.reason, why a case presents none,
// and token.<case>.prerequisite, where the targets file could say what is missing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::token {

std::vector<Probe> probes();

std::string attempt_label(std::string_view name, std::size_t index);
std::string reason_label(std::string_view name);
std::string prerequisite_label(std::string_view name);
inline constexpr const char* obstacle_label = "token.obstacle";

}  // namespace s2sconform::token
