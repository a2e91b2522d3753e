#include "harness/base/placeholders.h"

namespace s2sconform {

std::string fill_placeholders(std::string_view text, const PlaceholderValues& values) {
  std::string whole;
  while (!text.empty()) {
    const std::size_t begin = text.find('{');
    const std::size_t end = begin == text.npos ? text.npos : text.find('}', begin);
    whole += text.substr(0, begin);
    if (end == text.npos) {
      if (begin != text.npos) whole += text.substr(begin);
      break;
    }
    const auto value = values.find(text.substr(begin + 1, end - begin - 1));
    whole +=
        value == values.end() ? std::string(text.substr(begin, end - begin + 1)) : value->second;
    text.remove_prefix(end + 1);
  }
  return whole;
}

}  // namespace s2sconform
