// What is read as a stream is JSON where nlohmann's parser says so, however it comes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>

#include "harness/base/json_reader.h"

namespace {

using nlohmann::json;

std::optional<std::string> text_of(s2sconform::JsonReader& reader) {
  try {
    std::string text = reader.text();
    reader.end();
    return text;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string document(reinterpret_cast<const char*>(data), size);
  if (document.find('\0') != document.npos) return 0;  // ends the document, to nlohmann's parser
  s2sconform::JsonReader reader(document);
  std::istringstream in(document);
  s2sconform::JsonReader stream(in);
  const std::optional<std::string> text = text_of(reader);
  if (text != text_of(stream)) std::abort();
  try {
    const json value = json::parse(document);
    if (!text || json::parse(*text) != value) std::abort();
    if (!value.is_string()) return 0;
    std::string string;
    s2sconform::JsonReader(document).string(string);
    if (string != value) std::abort();
  } catch (const json::parse_error&) {
    if (text) std::abort();
  } catch (const json::out_of_range&) {
    // A number that no double holds, which the reader refuses when it is asked for.
  }
  return 0;
}
