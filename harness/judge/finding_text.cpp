#include "harness/judge/finding_text.h"

namespace s2sconform {
namespace {

constexpr std::string_view expected_prefix = "expected: ";
constexpr std::string_view actual_prefix = "\n  actual: ";
constexpr std::string_view where_prefix = "\n   where: ";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char character : text) {
    if (character == '\\') {
      out += "\\\\";
    } else if (character == '\n') {
      out += "\\n";
    } else {
      out += character;
    }
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      ++at;
      out += text[at] == 'n' ? '\n' : text[at];
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace

std::string format_finding(const Finding& finding) {
  std::string text;
  text.append(expected_prefix).append(escaped(finding.expected));
  text.append(actual_prefix).append(escaped(finding.actual));
  text.append(where_prefix).append(escaped(finding.where));
  return text;
}

Finding parse_finding(std::string_view message) {
  std::size_t begin = message.starts_with(expected_prefix) ? 0 : message.find("\nexpected: ");
  const std::size_t actual = message.find(actual_prefix);
  const std::size_t where = message.find(where_prefix);
  if (begin == message.npos || actual == message.npos || where == message.npos) {
    return {"the check's assertion holds", std::string(message), ""};
  }
  if (message[begin] == '\n') ++begin;
  begin += expected_prefix.size();
  const std::size_t actual_begin = actual + actual_prefix.size();
  const std::size_t where_begin = where + where_prefix.size();
  const std::size_t end = message.find('\n', where_begin);
  return {unescaped(message.substr(begin, actual - begin)),
          unescaped(message.substr(actual_begin, where - actual_begin)),
          unescaped(message.substr(where_begin, end == message.npos ? end : end - where_begin))};
}

}  // namespace s2sconform
