// The commands with which an administrator makes an identity a partner application of a product,
// filled in from the targets file, and those that take it back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/suite/product.h"
#include "harness/targets/target.h"

namespace s2sconform {

struct ScriptLine {
  std::string title;
  std::string shell;
  std::string command;
};

struct OnboardingScript {
  std::vector<ScriptLine> commands;  // in their order
  std::vector<ScriptLine> undo;      // likewise
};

// `text` as a PowerShell string that is taken as it is: in single quotes, with every character that
// PowerShell takes for one (U+2018 to U+201B too) doubled. The error says what cannot stand in one.
tl::expected<std::string, std::string> powershell_literal(std::string_view text);

// The script for `registration` of its identity at `target`. An error when the plugin describes no
// steps, when the identity's metadata_url or the realm is not known, or when a value cannot be
// quoted.
Expected<OnboardingScript> onboarding_script(const Target& target, const ProductVersion& product,
                                             const Registration& registration);

}  // namespace s2sconform
