#include "harness/xml/xml_text.h"

#include <libxml/entities.h>
#include <libxml/xmlmemory.h>

#include <memory>

namespace s2sconform {

std::string xml_escaped(const std::string& text) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> escaped(
      xmlEncodeSpecialChars(nullptr, reinterpret_cast<const xmlChar*>(text.c_str())), xmlFree);
  return reinterpret_cast<const char*>(escaped.get());
}

}  // namespace s2sconform
