// Parses WWW-Authenticate (RFC 9110 section 11.6.1), with several schemes in one field and several
// fields.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2sconform {

struct Challenge {
  std::string scheme;   // as sent: "Bearer"
  std::string token68;  // "TlRMTVNTUAAC…"; empty when there are parameters or nothing
  std::vector<std::pair<std::string, std::string>> parameters;  // in order; values unquoted

  // The first parameter of that name (compared without regard to case); nullptr when there is none.
  const std::string* parameter(std::string_view name) const;
};

struct ParsedChallenges {
  std::vector<Challenge> challenges;  // of all fields, in order
  // One sentence for each place that breaks the grammar, with the place: "field 2, column 17: …".
  // What could be read around it is still in `challenges`.
  std::vector<std::string> errors;
};

// At most 64 challenges with 64 parameters each are read; more is an error of the list.
ParsedChallenges parse_challenges(const std::vector<std::string>& fields);

// The first challenge of that scheme (compared without regard to case); nullptr when there is none.
const Challenge* find_challenge(const ParsedChallenges& parsed, std::string_view scheme);

}  // namespace s2sconform
