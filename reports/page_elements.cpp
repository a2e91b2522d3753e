#include "reports/page_elements.h"

#include <sstream>

#include "reports/page/page.h"
#include "reports/report_text.h"

namespace s2sconform {

std::string html_line(std::string_view bytes) { return xml_text(visible_line(bytes)); }

void write_page(std::string_view title, std::string_view script,
                const std::function<void(std::ostream&)>& body, std::ostream& out) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
      << html_line(title) << "</title>\n<style>\n"
      << page_style << "</style>\n</head>\n<body>\n";
  body(out);
  if (!script.empty()) out << "<script>\n" << script << "</script>\n";
  out << "</body>\n</html>\n";
}

void write_page_data(std::string_view id, const std::function<void(JsonWriter&)>& writer,
                     std::ostream& out) {
  std::ostringstream text;
  {
    JsonWriter json(text, JsonWriter::Layout::lines);
    writer(json);
  }
  out << "<script type=\"application/json\" id=\"" << id << "\">";
  // Nothing in the data can end the element or begin another.
  for (const char character : text.str()) {
    if (character == '<') {
      out << "\\u003c";
    } else {
      out << character;
    }
  }
  out << "</script>\n";
}

}  // namespace s2sconform
