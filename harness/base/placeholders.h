// Texts with placeholders: "New-PartnerApplication -Name {name}".
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace s2sconform {

using PlaceholderValues = std::map<std::string, std::string, std::less<>>;

// `text` with each "{key}" of `values` filled in. Braces around anything else stay, and values are
// not looked at again.
std::string fill_placeholders(std::string_view text, const PlaceholderValues& values);

}  // namespace s2sconform
