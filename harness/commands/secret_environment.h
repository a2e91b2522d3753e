// Secrets that are given as environment variables.
#pragma once

#include <optional>
#include <string>

namespace s2sconform {

// The variable's value; nullopt when it is not set. It is taken out of the environment when it is
// read first, so that no process which this one starts inherits it and /proc shows it to nobody,
// and kept for whoever asks again.
std::optional<std::string> take_from_environment(const std::string& name);

}  // namespace s2sconform
