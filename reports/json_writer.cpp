#include "reports/json_writer.h"

#include "reports/report_text.h"
#include "reports/report_time.h"

namespace s2sconform {
namespace {

std::string quoted(std::string_view bytes) {
  std::string text = "\"";
  for (const char character : valid_utf8(bytes)) {
    if (character == '"' || character == '\\') {
      text += '\\';
      text += character;
    } else if (character == '\n') {
      text += "\\n";
    } else if (static_cast<unsigned char>(character) < 0x20) {
      text += "\\u00";
      text += "0123456789abcdef"[static_cast<unsigned char>(character) >> 4];
      text += "0123456789abcdef"[character & 0xF];
    } else {
      text += character;
    }
  }
  return text + '"';
}

}  // namespace

void JsonWriter::indent() {
  out_ << '\n';
  for (std::size_t i = 0; i < depth_; ++i) out_ << "  ";
}

void JsonWriter::separate() {
  if (named_) {
    named_ = false;
    return;
  }
  if (!empty_) out_ << ',';
  if (depth_ > 0) indent();
  empty_ = false;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  separate();
  out_ << quoted(name) << ": ";
  named_ = true;
  return *this;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ << bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!empty_) indent();
  out_ << bracket;
  empty_ = false;
  if (depth_ == 0) out_ << '\n';
}

void JsonWriter::string(std::string_view bytes) {
  separate();
  out_ << quoted(bytes);
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  out_ << std::to_string(value);  // not <<, which would group digits in some locales
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ << (value ? "true" : "false");
}

void JsonWriter::seconds(std::chrono::microseconds duration) {
  separate();
  out_ << seconds_text(duration);
}

void JsonWriter::strings(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) string(value);
  end_array();
}

}  // namespace s2sconform
