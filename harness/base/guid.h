// GUIDs as text: application ids, realms, run ids.
#pragma once

#include <string>
#include <string_view>

namespace s2sconform {

// "00000002-0000-0ff1-ce00-000000000000", hexadecimal letters in either case.
bool is_guid(std::string_view text);

// A random one (RFC 9562, 5.4), in lower case.
std::string random_guid();

}  // namespace s2sconform
