// Why a server would refuse a token, in plain words, as far as the token and a metadata document of
// its issuer tell ([MS-XOAUTH] 3.2.5.6; facts 12, "Refusals in one list").
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "harness/token/decoded_token.h"

namespace s2sconform {

// What the token is held against. What is empty is not looked at.
struct TokenExpectations {
  std::chrono::sys_seconds now;
  std::string audience;                   // "<principal>/<host>@<realm>"
  std::vector<std::string> certificates;  // DER, of the issuer's published signing keys
  bool has_document = false;              // `certificates` are all that the issuer publishes
};

// One sentence each, the gravest kinds (form, signature) first; empty when nothing is wrong.
std::vector<std::string> objections_to(const DecodedToken& token,
                                       const TokenExpectations& expected);

}  // namespace s2sconform
