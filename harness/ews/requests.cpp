#include "harness/ews/requests.h"

#include "harness/ews/namespaces.h"
#include "harness/xml/xml_text.h"

namespace s2sconform::ews {
namespace {

std::string element(std::string_view name, const std::string& content,
                    const std::string& attributes = "") {
  std::string text = "<";
  text.append(name).append(attributes);
  if (content.empty()) return text + "/>";
  text.append(">").append(content).append("</").append(name).append(">");
  return text;
}

std::string attribute(std::string_view name, const std::string& value) {
  return " " + std::string(name) + "=\"" + xml_escaped(value) + "\"";
}

std::string folder_id(const Folder& folder) {
  if (folder.distinguished_id.empty()) {
    return element("t:FolderId", "", attribute("Id", folder.id));
  }
  const std::string mailbox =
      folder.mailbox.empty()
          ? std::string()
          : element("t:Mailbox", element("t:EmailAddress", xml_escaped(folder.mailbox)));
  return element("t:DistinguishedFolderId", mailbox, attribute("Id", folder.distinguished_id));
}

std::string item_ids(const std::vector<ItemId>& items) {
  std::string ids;
  for (const ItemId& item : items) {
    std::string attributes = attribute("Id", item.id);
    if (!item.change_key.empty()) attributes += attribute("ChangeKey", item.change_key);
    ids += element("t:ItemId", "", attributes);
  }
  return element("m:ItemIds", ids);
}

std::string field(std::string_view uri) {
  return element("t:FieldURI", "", attribute("FieldURI", std::string(uri)));
}

std::string run_property_field() {
  return element("t:ExtendedFieldURI", "",
                 attribute("DistinguishedPropertySetId", "PublicStrings") +
                     attribute("PropertyName", std::string(run_property)) +
                     attribute("PropertyType", "String"));
}

Operation operation(std::string name, const std::string& content,
                    const std::string& attributes = "") {
  std::string body = element("m:" + name, content, attributes);
  return {std::move(name), std::move(body)};
}

}  // namespace

Operation get_folder(const Folder& folder) {
  return operation("GetFolder", element("m:FolderShape", element("t:BaseShape", "IdOnly")) +
                                    element("m:FolderIds", folder_id(folder)));
}

Operation create_item(const Folder& folder, const ItemContent& content) {
  std::string message = element("t:ItemClass", xml_escaped(content.item_class)) +
                        element("t:Subject", xml_escaped(content.subject)) +
                        element("t:Body", xml_escaped(content.body), attribute("BodyType", "Text"));
  if (!content.run_id.empty()) {
    message += element("t:ExtendedProperty",
                       run_property_field() + element("t:Value", xml_escaped(content.run_id)));
  }
  return operation("CreateItem",
                   element("m:SavedItemFolderId", folder_id(folder)) +
                       element("m:Items", element("t:Message", message)),
                   attribute("MessageDisposition", "SaveOnly"));
}

Operation get_items(const std::vector<ItemId>& items) {
  const std::string properties = field("item:ParentFolderId") + field("item:ItemClass") +
                                 field("item:Subject") + field("item:Body") +
                                 field("item:DateTimeCreated") + run_property_field();
  return operation(
      "GetItem",
      element("m:ItemShape", element("t:BaseShape", "IdOnly") + element("t:BodyType", "Text") +
                                 element("t:AdditionalProperties", properties)) +
          item_ids(items));
}

Operation find_items(const std::vector<Folder>& folders, const std::string& subject_prefix,
                     std::size_t maximum) {
  std::string parents;
  for (const Folder& folder : folders) parents += folder_id(folder);
  const std::string view =
      element("m:IndexedPageItemView", "",
              attribute("MaxEntriesReturned", std::to_string(maximum)) + attribute("Offset", "0") +
                  attribute("BasePoint", "Beginning"));
  const std::string restriction = element(
      "t:Contains",
      field("item:Subject") + element("t:Constant", "", attribute("Value", subject_prefix)),
      attribute("ContainmentMode", "Prefixed") + attribute("ContainmentComparison", "Exact"));
  return operation(
      "FindItem",
      element("m:ItemShape", element("t:BaseShape", "IdOnly") +
                                 element("t:AdditionalProperties", field("item:Subject"))) +
          view + element("m:Restriction", restriction) + element("m:ParentFolderIds", parents),
      attribute("Traversal", "Shallow"));
}

std::string_view to_string(DeleteType type) {
  switch (type) {
    case DeleteType::hard_delete:
      return "HardDelete";
    case DeleteType::soft_delete:
      return "SoftDelete";
    case DeleteType::move_to_deleted_items:
      return "MoveToDeletedItems";
  }
  return "";
}

Operation delete_items(const std::vector<ItemId>& items, DeleteType type) {
  return operation("DeleteItem", item_ids(items),
                   attribute("DeleteType", std::string(to_string(type))));
}

std::string impersonation_of(const std::string& primary_smtp_address) {
  return element("t:ConnectingSID",
                 element("t:PrimarySmtpAddress", xml_escaped(primary_smtp_address)));
}

std::string envelope(const EnvelopeHeader& header, const std::string& body) {
  std::string headers =
      element("t:RequestServerVersion", "", attribute("Version", header.server_version));
  if (!header.impersonation.empty()) {
    headers += element("t:ExchangeImpersonation", header.impersonation);
  }
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>" +
         element("s:Envelope", element("s:Header", headers) + element("s:Body", body),
                 attribute("xmlns:s", std::string(soap)) +
                     attribute("xmlns:t", std::string(types)) +
                     attribute("xmlns:m", std::string(messages)));
}

std::string soap_action(std::string_view operation) {
  return "\"" + std::string(messages) + "/" + std::string(operation) + "\"";
}

}  // namespace s2sconform::ews
