// The first line of a journal.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/journal/journal.h"

namespace s2sconform {

// With its line feed.
std::string header_line(const RunHeader& header);

// The error says what is wrong with it.
tl::expected<RunHeader, std::string> parse_header(std::string_view line);

}  // namespace s2sconform
