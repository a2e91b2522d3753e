// The requirements of the trust suite, by what they are about.
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::trust {

std::vector<Requirement> full_trust_requirements();
std::vector<Requirement> account_requirements();         // as which user a call runs
std::vector<Requirement> level_requirements();           // less than full trust
std::vector<Requirement> switch_requirements();          // what a registration must refuse or bind
std::vector<Requirement> linked_account_requirements();  // as whom an application acts as itself
std::vector<Requirement> farm_requirements();            // SharePoint's own rights and brokers

}  // namespace s2sconform::trust
