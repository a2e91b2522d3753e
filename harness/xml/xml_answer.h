// XML that a server sent, read by the local names of its elements: prefixes are the server's own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct _xmlDoc;

namespace s2sconform {

class XmlAnswer {
 public:
  // nullopt when `text` is not well-formed, is deeper than libxml2 permits (256), or has a document
  // type: no entity is expanded and nothing is fetched.
  static std::optional<XmlAnswer> parse(std::string_view text);

  // The text of the first element of that name in the document's order, all below it included;
  // nullopt when there is none.
  std::optional<std::string> text_of(std::string_view element) const;
  // An attribute of that element.
  std::optional<std::string> attribute_of(std::string_view element,
                                          std::string_view attribute) const;

 private:
  explicit XmlAnswer(std::shared_ptr<_xmlDoc> document) : document_(std::move(document)) {}

  std::shared_ptr<_xmlDoc> document_;
};

}  // namespace s2sconform
