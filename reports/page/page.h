// The style and the script of the pages, compiled in so that a page is one file.
#pragma once

namespace s2sconform {

extern const char* const page_style;   // page.css
extern const char* const page_script;  // page.js

}  // namespace s2sconform
