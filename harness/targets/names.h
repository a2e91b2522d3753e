// What the names in a targets file may be made of. targets.schema.json says the same in patterns.
#pragma once

#include <string_view>

namespace s2sconform {

// Letters, digits, '.', '_' and '-', from 1 to 128: it goes into file names and reports.
bool is_target_name(std::string_view text);

// Small letters, digits and '-'.
bool is_product_id(std::string_view text);

// "*" or a domain name. A GUID has the form of one.
bool is_realm(std::string_view text);

}  // namespace s2sconform
