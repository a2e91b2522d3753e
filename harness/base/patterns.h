// Shell patterns, as options and waivers name targets and requirements: fnmatch of POSIX.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

bool matches(const std::string& pattern, std::string_view name);

// Whether `name` matches one of the patterns.
bool matches_any(const std::vector<std::string>& patterns, std::string_view name);

}  // namespace s2sconform
