#include "harness/ews/answers.h"

#include <algorithm>
#include <charconv>

#include "harness/ews/namespaces.h"
#include "harness/xml/xml_answer.h"

namespace s2sconform::ews {
namespace {

constexpr std::string_view busy = "ErrorServerBusy";

// "a:ErrorNonExistentMailbox" without the prefix.
std::string local_part(const std::string& name) {
  const std::size_t colon = name.find(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

// `<t:Value Name="BackOffMilliseconds">` in a MessageXml.
std::optional<std::chrono::milliseconds> back_off_in(const XmlElement& message_xml) {
  for (const XmlElement& value : message_xml.children()) {
    if (value.attribute("Name") != "BackOffMilliseconds") continue;
    const std::string text = value.text();
    unsigned milliseconds = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, milliseconds);
    if (read.ec == std::errc() && read.ptr == end) return std::chrono::milliseconds(milliseconds);
  }
  return std::nullopt;
}

Fault read_fault(const XmlElement& fault) {
  // In SOAP 1.1 the children of Fault have no namespace; a server whose default namespace is
  // SOAP's gives them that one.
  const std::string code = fault.child("detail").child(errors, "ResponseCode").text();
  return {code.empty() ? local_part(fault.child("faultcode").text()) : code,
          fault.child("faultstring").text()};
}

std::string run_id_of(const XmlElement& item) {
  for (const XmlElement& property : item.children()) {
    if (!property.is(types, "ExtendedProperty")) continue;
    if (property.child(types, "ExtendedFieldURI").attribute("PropertyName") == run_property) {
      return property.child(types, "Value").text();
    }
  }
  return {};
}

Item read_item(const XmlElement& element) {
  Item item;
  item.kind = element.name();
  const XmlElement id = element.child(types, "ItemId");
  item.id = {id.attribute("Id"), id.attribute("ChangeKey")};
  item.parent_folder_id = element.child(types, "ParentFolderId").attribute("Id");
  item.content = {element.child(types, "ItemClass").text(), element.child(types, "Subject").text(),
                  element.child(types, "Body").text(), run_id_of(element)};
  item.created = element.child(types, "DateTimeCreated").text();
  return item;
}

ResponseMessage read_message(const XmlElement& element) {
  ResponseMessage message;
  message.name = element.name();
  message.response_class = element.attribute("ResponseClass");
  message.code = element.child(messages, "ResponseCode").text();
  message.text = element.child(messages, "MessageText").text();
  for (const XmlElement& list : {element.child(messages, "Items"),
                                 element.child(messages, "RootFolder").child(types, "Items")}) {
    for (const XmlElement& item : list.children()) message.items.push_back(read_item(item));
  }
  const auto folders = element.child(messages, "Folders").children();
  if (!folders.empty()) {
    message.folder_id = folders.front().child(types, "FolderId").attribute("Id");
  }
  return message;
}

}  // namespace

std::string Answer::code() const {
  if (fault) return fault->code;
  return messages.empty() ? std::string() : messages.front().code;
}

bool Answer::succeeded() const {
  return !fault && !messages.empty() &&
         std::all_of(messages.begin(), messages.end(),
                     [](const ResponseMessage& message) { return message.succeeded(); });
}

std::vector<Item> Answer::items() const {
  std::vector<Item> all;
  for (const ResponseMessage& message : messages) {
    all.insert(all.end(), message.items.begin(), message.items.end());
  }
  return all;
}

std::optional<Answer> read_answer(std::string_view body) {
  const std::optional<XmlAnswer> document = XmlAnswer::parse(body);
  if (!document || !document->root().is(soap, "Envelope")) return std::nullopt;
  const XmlElement soap_body = document->root().child(soap, "Body");
  if (!soap_body) return std::nullopt;
  Answer answer;
  const XmlElement version =
      document->root().child(soap, "Header").child(types, "ServerVersionInfo");
  if (version) {
    answer.has_server_version = true;
    for (const char* part :
         {"MajorVersion", "MinorVersion", "MajorBuildNumber", "MinorBuildNumber"}) {
      const std::string number = version.attribute(part);
      if (number.empty()) break;
      answer.server_version += (answer.server_version.empty() ? "" : ".") + number;
    }
  }
  if (const XmlElement fault = soap_body.child(soap, "Fault")) {
    answer.fault = read_fault(fault);
    if (answer.fault->code == busy) {
      answer.back_off = back_off_in(fault.child("detail").child(types, "MessageXml"));
    }
    return answer;
  }
  const std::vector<XmlElement> operations = soap_body.children();
  if (operations.empty()) return answer;
  answer.name = operations.front().name();
  for (const XmlElement& element :
       operations.front().child(messages, "ResponseMessages").children()) {
    answer.messages.push_back(read_message(element));
    if (answer.messages.back().code == busy && !answer.back_off) {
      answer.back_off = back_off_in(element.child(messages, "MessageXml"));
    }
  }
  return answer;
}

}  // namespace s2sconform::ews
