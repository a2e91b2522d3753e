#include "harness/xml/xml_answer.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <limits>
#include <memory>

#include "harness/xml/markup_scan.h"

namespace s2sconform {
namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// Takes the string that libxml2 has made.
std::string take(xmlChar* text) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> owner(text, xmlFree);
  return std::string(view(text));
}

// The first element of that name, in document order. Without recursion: depth is the server's.
xmlNode* find(xmlDoc* document, std::string_view name) {
  xmlNode* const root = xmlDocGetRootElement(document);
  for (xmlNode* node = root; node;) {
    if (node->type == XML_ELEMENT_NODE && view(node->name) == name) return node;
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children;
      continue;
    }
    while (node != root && !node->next) node = node->parent;
    node = node == root ? nullptr : node->next;
  }
  return nullptr;
}

}  // namespace

std::string_view XmlElement::name() const { return node_ ? view(node_->name) : std::string_view(); }

std::string_view XmlElement::namespace_uri() const {
  return node_ && node_->ns ? view(node_->ns->href) : std::string_view();
}

bool XmlElement::is(std::string_view uri, std::string_view name_wanted) const {
  return node_ && name() == name_wanted && namespace_uri() == uri;
}

XmlElement XmlElement::child(std::string_view uri, std::string_view name_wanted) const {
  for (xmlNode* node = node_ ? node_->children : nullptr; node; node = node->next) {
    const XmlElement element(node);
    if (node->type == XML_ELEMENT_NODE && element.is(uri, name_wanted)) return element;
  }
  return {};
}

XmlElement XmlElement::child(std::string_view name_wanted) const {
  for (const XmlElement& element : children()) {
    if (element.name() == name_wanted) return element;
  }
  return {};
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> elements;
  for (xmlNode* node = node_ ? node_->children : nullptr; node; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) elements.emplace_back(node);
  }
  return elements;
}

std::string XmlElement::text() const {
  return node_ ? take(xmlNodeGetContent(node_)) : std::string();
}

std::string XmlElement::attribute(std::string_view name_wanted) const {
  if (!node_) return {};
  const std::string wanted(name_wanted);
  xmlChar* const value = xmlGetNoNsProp(node_, reinterpret_cast<const xmlChar*>(wanted.c_str()));
  return value ? take(value) : std::string();
}

XmlElement XmlAnswer::root() const { return XmlElement(xmlDocGetRootElement(document_.get())); }

std::optional<XmlAnswer> XmlAnswer::parse(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
  if (is_costly_markup(text)) return std::nullopt;
  constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  std::shared_ptr<xmlDoc> document(
      xmlReadMemory(text.data(), static_cast<int>(text.size()), "", nullptr, options), &xmlFreeDoc);
  if (!document || document->intSubset || !xmlDocGetRootElement(document.get())) {
    return std::nullopt;
  }
  return XmlAnswer(std::move(document));
}

std::optional<std::string> XmlAnswer::text_of(std::string_view element) const {
  xmlNode* const node = find(document_.get(), element);
  if (!node) return std::nullopt;
  return take(xmlNodeGetContent(node));
}

std::optional<std::string> XmlAnswer::attribute_of(std::string_view element,
                                                   std::string_view attribute) const {
  xmlNode* const node = find(document_.get(), element);
  if (!node) return std::nullopt;
  const std::string name(attribute);
  xmlChar* const value = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name.c_str()));
  if (!value) return std::nullopt;
  return take(value);
}

}  // namespace s2sconform
