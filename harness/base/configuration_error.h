// Bad input of ours (targets file, plugin, option, output folder), as a value.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace s2sconform {

// ConfigurationError is something that the user must mend before a run can start. It ends a command
// with exit status 2 and one line: "<place>: <problem>; <remedy>".
struct ConfigurationError {
  std::string place;    // "targets.json:12:7", "plugin /opt/x.so", "option --suite"; may be empty
  std::string problem;  // "unknown key 'realmm'"
  std::string remedy;   // "did you mean 'realm'?"; may be empty

  std::string line() const;
};

template <class Value>
using Expected = tl::expected<Value, ConfigurationError>;

using Unexpected = tl::unexpected<ConfigurationError>;

}  // namespace s2sconform
