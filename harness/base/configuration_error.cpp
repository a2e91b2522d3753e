#include "harness/base/configuration_error.h"

namespace s2sconform {

std::string ConfigurationError::line() const {
  std::string text = place.empty() ? problem : place + ": " + problem;
  if (!remedy.empty()) text += "; " + remedy;
  for (char& character : text) {
    if (character == '\n' || character == '\r') character = ' ';
  }
  return text;
}

}  // namespace s2sconform
