// What a recording keeps of a targets file.
#pragma once

#include <string>

#include "harness/json/located_json.h"

namespace s2sconform {

// The targets file `root` with nothing but the keys that judging needs, which are listed one by
// one: a key that is not known here is not kept. Its values are kept as they are.
std::string recordable_targets(const LocatedJson& root);

}  // namespace s2sconform
