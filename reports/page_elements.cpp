#include "reports/page_elements.h"

#include <streambuf>

#include "reports/page/page.h"
#include "reports/report_text.h"

namespace s2sconform {
namespace {

// Passes JSON on in which nothing can end the element that it stands in, or begin another.
class ScriptData : public std::streambuf {
 public:
  explicit ScriptData(std::ostream& out) : out_(out) {}

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    std::string_view rest(text, static_cast<std::size_t>(size));
    while (!rest.empty()) {
      const std::string_view harmless = rest.substr(0, rest.find('<'));
      out_ << harmless;
      rest.remove_prefix(harmless.size());
      if (rest.empty()) break;
      out_ << "\\u003c";
      rest.remove_prefix(1);
    }
    return size;
  }

  int_type overflow(int_type character) override {
    const char one = traits_type::to_char_type(character);
    xsputn(&one, 1);
    return character;
  }

 private:
  std::ostream& out_;
};

}  // namespace

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
  out << "<script type=\"application/json\" id=\"" << id << "\">";
  ScriptData data(out);
  std::ostream text(&data);
  JsonWriter json(text, JsonWriter::Layout::lines);
  writer(json);
  out << "</script>\n";
}

}  // namespace s2sconform
