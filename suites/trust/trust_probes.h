// What the trust suite asks a product, each registration in its turn. Labels of the exchanges:
//
//   trust.<identity>.<call>            each call of trust_calls.h
//   trust.<identity>.<call>.<suffix>   where it consists of several
//   trust.<identity>.token             the token server's answer to the identity
//   trust.token-server.document        the token server's metadata document
//   resource.anonymous, resource.empty-bearer (protected_resource.h)
//
// Facts: trust.<identity>.<call>.missing, what the targets file lacks for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::trust {

std::vector<Probe> probes();

std::string call_label(const std::string& identity, std::string_view call,
                       std::string_view suffix = {});
std::string missing_label(const std::string& identity, std::string_view call);

}  // namespace s2sconform::trust
