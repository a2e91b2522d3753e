// The requirements of the token suite, by what they are about.
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::token {

std::vector<Requirement> sanity_requirements();  // what the others rest on
std::vector<Requirement> acceptance_requirements();
// Tokens that must be refused, by what is wrong with them.
std::vector<Requirement> form_requirements();
std::vector<Requirement> signature_requirements();
std::vector<Requirement> claim_requirements();
std::vector<Requirement> challenge_requirements();
std::vector<Requirement> answer_requirements();  // what a refusal may say

}  // namespace s2sconform::token
