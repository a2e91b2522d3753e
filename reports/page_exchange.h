// An exchange as the script of report.html reads it (page/page.js).
#pragma once

#include <cstddef>

#include "harness/base/json_writer.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

// Writes an object; long texts are cut.
void write_page_exchange(const Exchange& exchange, JsonWriter& json);

// About how many bytes of the page that takes.
std::size_t page_bytes_of(const Exchange& exchange);

}  // namespace s2sconform
