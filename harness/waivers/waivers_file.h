// The waivers file: JSON with comments, described by waivers.schema.json beside this file.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

// load_waivers_file reads `path`. `requirements` are the ids that there are: another one is a slip
// of the pen. On failure returns the first error, its place as "<path>:<line>:<column>".
Expected<std::vector<Waiver>> load_waivers_file(const std::filesystem::path& path,
                                                const std::vector<std::string>& requirements);

// The same for text that is already read.
Expected<std::vector<Waiver>> parse_waivers_text(const std::string& text,
                                                 const std::filesystem::path& path,
                                                 const std::vector<std::string>& requirements);

// Whether `text` has comments, which would be lost if the file were written again.
bool has_comments(std::string_view text);

void write_waivers(const std::vector<Waiver>& waivers, std::ostream& out);

}  // namespace s2sconform
