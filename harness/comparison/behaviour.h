// What an exchange shows of a server's behaviour, below any verdict, so that two runs of it can be
// compared.
#pragma once

#include <map>
#include <string>

#include "harness/evidence/exchange.h"

namespace s2sconform {

// Values by what they are of, at most 400 an exchange:
//   "failure", "status", "HTTP version", "redirect 1", "body type"
//   "header server"                    but for those that frame a message and those that follow
//   "cookie X-BackEndCookie"           its attributes
//   "challenge Bearer trusted_issuers" a parameter of WWW-Authenticate
//   "body /keys/0/keyinfo/x5t"         a member of JSON, an element of XML by its local names
//   "claim …"                          of a token in a body, "token header …" likewise
//   "TLS version", "TLS cipher", "certificate subject" and the like of the leaf, "certificate
//   chain"
// What is different in every run is taken out (harness/base/volatile_text.h); what is long is its
// size and the beginning of its SHA-256.
using Behaviour = std::map<std::string, std::string>;

Behaviour behaviour_of(const Exchange& exchange);

// The same of a fact that a probe recorded: the claims of a token ("claim aud"). Other facts are
// our own notes, and nothing of the server's.
Behaviour behaviour_of_fact(const std::string& text);

}  // namespace s2sconform
