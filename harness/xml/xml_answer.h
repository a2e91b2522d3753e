// XML that a server sent. Prefixes are the server's own: elements are found by namespace and local
// name, or by local name alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct _xmlDoc;
struct _xmlNode;

namespace s2sconform {

// An element, borrowed from its XmlAnswer; or none, in which nothing is found.
class XmlElement {
 public:
  XmlElement() = default;
  explicit XmlElement(_xmlNode* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  std::string_view name() const;  // without prefix
  std::string_view namespace_uri() const;
  bool is(std::string_view uri, std::string_view name) const;

  XmlElement child(std::string_view uri, std::string_view name) const;  // the first one
  XmlElement child(std::string_view name) const;                        // of any namespace
  std::vector<XmlElement> children() const;                             // elements alone
  std::string text() const;                                             // all below it included
  std::string attribute(std::string_view name) const;  // of no namespace; "" when not there

 private:
  _xmlNode* node_ = nullptr;
};

class XmlAnswer {
 public:
  // nullopt when `text` is not well-formed, is deeper than libxml2 permits (256), or has a document
  // type: no entity is expanded and nothing is fetched.
  static std::optional<XmlAnswer> parse(std::string_view text);

  XmlElement root() const;

  // The text of the first element of that local name in the document's order, all below it
  // included; nullopt when there is none.
  std::optional<std::string> text_of(std::string_view element) const;
  // An attribute of that element.
  std::optional<std::string> attribute_of(std::string_view element,
                                          std::string_view attribute) const;

 private:
  explicit XmlAnswer(std::shared_ptr<_xmlDoc> document) : document_(std::move(document)) {}

  std::shared_ptr<_xmlDoc> document_;
};

}  // namespace s2sconform
