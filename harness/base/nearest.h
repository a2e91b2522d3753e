// "did you mean": finds the choice that a mistyped word is nearest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

// The choice with the smallest edit distance to `given`, when that is at most a third of its
// length; empty otherwise.
std::string nearest_choice(std::string_view given, const std::vector<std::string>& choices);

// A remedy: "did you mean 'exchange'? there are: exchange, lync".
std::string choices_with_nearest(std::string_view given, const std::vector<std::string>& choices);

}  // namespace s2sconform
