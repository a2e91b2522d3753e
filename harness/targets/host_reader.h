// Host names of the targets file. From here on they are in ASCII, so that all who compare them,
// with each other, with certificates or with tokens, compare the same.
#pragma once

#include <string>

#include "harness/json/object_reader.h"

namespace s2sconform {

// Each returns the text of `value`, a string, as it stands where it was reported as wrong.
std::string read_host(const LocatedJson& value, ErrorSink& errors);
// A host name, or "*." before one.
std::string read_host_pattern(const LocatedJson& value, ErrorSink& errors);
// A URL; that its host is a name is all that is looked at.
std::string read_url(const LocatedJson& value, ErrorSink& errors);

}  // namespace s2sconform
