// Text that goes into XML.
#pragma once

#include <string>

namespace s2sconform {

// `text`, which is UTF-8 without NUL, as the content of an element or a quoted attribute.
std::string xml_escaped(const std::string& text);

}  // namespace s2sconform
