// What all pages have in common: their frame, and texts made safe for HTML.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "harness/base/json_writer.h"

namespace s2sconform {

// Any bytes as one line of an element's content or of a quoted attribute.
std::string html_line(std::string_view bytes);

// Writes the page from its doctype to its end. `body` writes what is inside <body>. `script` is put
// at the end; none when it is empty. The page may load nothing from anywhere.
void write_page(std::string_view title, std::string_view script,
                const std::function<void(std::ostream&)>& body, std::ostream& out);

// Writes a JSON document for a script of the page to read: <script type="application/json" id=…>.
void write_page_data(std::string_view id, const std::function<void(JsonWriter&)>& writer,
                     std::ostream& out);

}  // namespace s2sconform
