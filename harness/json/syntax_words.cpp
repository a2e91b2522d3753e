#include "harness/json/syntax_words.h"

namespace s2sconform {

std::string syntax_words(std::string_view what) {
  if (what.find("number overflow") != what.npos) return std::string(number_too_large);
  const std::size_t dash = what.find(" - ");
  if (dash != what.npos) what.remove_prefix(dash + 3);
  return std::string(what.substr(0, what.find("; last read: ")));
}

}  // namespace s2sconform
