// Evidence as text, for people and for judging again.
#pragma once

#include <ostream>
#include <string>

#include "harness/evidence/exchange.h"

namespace s2sconform {

// Writes one JSON object a line for each exchange of `target`, in the order of their labels: label,
// request, response (or failure), redirects, the TLS connection and the timing; then one for each
// fact. Bodies that are not UTF-8 are written as base64, certificates as base64 of their DER.
void write_evidence(const std::string& target, const Evidence& evidence, std::ostream& out);

}  // namespace s2sconform
