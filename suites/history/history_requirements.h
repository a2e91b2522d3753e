// The requirements of the history suite, by what they are about.
#pragma once

#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::history {

std::vector<Requirement> autodiscover_requirements();
std::vector<Requirement> item_requirements();     // one item from its folder to its end, and others
std::vector<Requirement> refusal_requirements();  // what must be refused
std::vector<Requirement> envelope_requirements();  // what holds of all answers

// Why requirements do not bind a product; empty when they do.
std::string_view without_mailbox_service(const ProductVersion& product);
std::string_view without_pox(const ProductVersion& product);
std::string_view without_impersonation(const ProductVersion& product);

}  // namespace s2sconform::history
