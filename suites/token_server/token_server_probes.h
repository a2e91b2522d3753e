// What the suite asks a token server. Labels of the exchanges:
//
//   document       metadata.get, with the metadata suite
//   good           token-server.by-assertion, token-server.by-secret: requests that should be
//                  granted
//   standard-grant token-server.standard-grant: the assertion under RFC 7523's name
//   use            token-server.relying-party: the issued token at the product that trusts the
//                  server
//   <case>         token-server.<case>: a request that should be refused
//
// Facts: token-server.obstacle, why nothing was asked; token-server.no-secret, why client_secret
// was not used; token-server.token.header, .claims and .signature of the issued token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::token_server {

std::vector<Probe> probes();

std::string exchange_label(std::string_view name);
inline constexpr const char* obstacle_label = "token-server.obstacle";
inline constexpr const char* no_secret_label = "token-server.no-secret";
inline constexpr const char* token_header_label = "token-server.token.header";
inline constexpr const char* token_claims_label = "token-server.token.claims";
inline constexpr const char* token_signature_label = "token-server.token.signature";

}  // namespace s2sconform::token_server
