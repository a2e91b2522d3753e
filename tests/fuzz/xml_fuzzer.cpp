#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "harness/xml/xml_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto answer = s2sconform::XmlAnswer::parse(text);
  if (!answer) return 0;
  // Entities of numbers alone are expanded: no text is longer than what it was made of.
  if (answer->text_of("ResponseCode").value_or("").size() > size) std::abort();
  if (answer->attribute_of("FolderId", "Id").value_or("").size() > size) std::abort();
  return 0;
}
