#include "harness/base/json_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

constexpr std::size_t flush_size = 64 * 1024;

constexpr std::array<bool, 256> escaped_bytes = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

bool needs_escape(char character) { return escaped_bytes[static_cast<unsigned char>(character)]; }

}  // namespace

void JsonWriter::append_quoted(std::string_view bytes) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string repaired;
  if (!is_utf8(bytes)) bytes = repaired = valid_utf8(bytes);
  pending_ += '"';
  while (!bytes.empty()) {
    std::size_t clean = 0;
    while (clean < bytes.size() && !needs_escape(bytes[clean])) ++clean;
    pending_.append(bytes, 0, clean);
    bytes.remove_prefix(clean);
    if (bytes.empty()) break;
    const char character = bytes.front();
    bytes.remove_prefix(1);
    pending_ += '\\';
    if (character == '"' || character == '\\') {
      pending_ += character;
    } else if (character == '\n') {
      pending_ += 'n';
    } else {
      pending_ += "u00";
      pending_ += hexadecimal[static_cast<unsigned char>(character) >> 4];
      pending_ += hexadecimal[character & 0xF];
    }
  }
  pending_ += '"';
}

void JsonWriter::flush() {
  out_.write(pending_.data(), static_cast<std::streamsize>(pending_.size()));
  pending_.clear();
}

void JsonWriter::indent() {
  if (layout_ == Layout::lines) return;
  pending_ += '\n';
  pending_.append(2 * depth_, ' ');
}

void JsonWriter::separate() {
  if (named_) {
    named_ = false;
    return;
  }
  if (!empty_) pending_ += ',';
  if (depth_ > 0) indent();
  empty_ = false;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  separate();
  pending_.append(1, '"').append(name).append(layout_ == Layout::lines ? "\":" : "\": ");
  named_ = true;
  return *this;
}

void JsonWriter::begin(char bracket) {
  separate();
  pending_ += bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!empty_) indent();
  pending_ += bracket;
  empty_ = depth_ == 0;
  if (depth_ == 0) pending_ += '\n';
  if (depth_ == 0 || pending_.size() >= flush_size) flush();
}

void JsonWriter::string(std::string_view bytes) {
  separate();
  append_quoted(bytes);
}

void JsonWriter::number(std::int64_t value) {
  separate();
  pending_ += std::to_string(value);
}

void JsonWriter::boolean(bool value) {
  separate();
  pending_ += value ? "true" : "false";
}

void JsonWriter::seconds(std::chrono::microseconds duration) {
  separate();
  const long long count = std::max<long long>(duration.count(), 0);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%lld.%06lld", count / 1000000, count % 1000000);
  pending_ += text.data();
}

void JsonWriter::milliseconds(std::chrono::microseconds duration) {
  separate();
  const long long count = std::max<long long>(duration.count(), 0);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%lld.%03lld", count / 1000, count % 1000);
  pending_ += text.data();
}

void JsonWriter::strings(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) string(value);
  end_array();
}

}  // namespace s2sconform
