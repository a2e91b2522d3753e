// The text of requests to Exchange Web Services: operations, and the SOAP envelope around them.
// Elements stand in the order of the schema (facts 6.2 and 6.4). All text is escaped here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform::ews {

// A folder by its distinguished id ("conversationhistory"), or else by its id.
struct Folder {
  std::string distinguished_id;
  std::string mailbox;  // primary SMTP address of its mailbox; empty: the caller's own
  std::string id;
};

struct ItemId {
  std::string id;
  std::string change_key;  // empty: the id alone is sent
};

// What an item is written with, and read back.
struct ItemContent {
  std::string item_class;
  std::string subject;
  std::string body;    // plain text
  std::string run_id;  // as a property; empty: none
};

// The property that bears an item's run id: a named string property of the PublicStrings set.
inline constexpr std::string_view run_property = "s2sconform-run";

// An operation, ready to be put into an envelope.
struct Operation {
  std::string name;  // "CreateItem": the body's root element, and the end of the SOAPAction
  std::string body;
};

Operation get_folder(const Folder& folder);
// Saved into the folder and not sent (MessageDisposition SaveOnly).
Operation create_item(const Folder& folder, const ItemContent& content);
// With class, subject, body as text, parent folder, time of creation and the run id.
Operation get_items(const std::vector<ItemId>& items);
// Items whose subject begins with `subject_prefix`, with their subject; at most `maximum` a folder.
Operation find_items(const std::vector<Folder>& folders, const std::string& subject_prefix,
                     std::size_t maximum = 100);

enum class DeleteType { hard_delete, soft_delete, move_to_deleted_items };

std::string_view to_string(DeleteType type);  // "HardDelete"
Operation delete_items(const std::vector<ItemId>& items, DeleteType type);

struct EnvelopeHeader {
  std::string server_version;  // of RequestServerVersion: "Exchange2013"
  // The content of ExchangeImpersonation; empty: there is no such element.
  std::string impersonation;
};

// The ConnectingSID of that user, for EnvelopeHeader::impersonation.
std::string impersonation_of(const std::string& primary_smtp_address);

std::string envelope(const EnvelopeHeader& header, const std::string& body);

// The value of the SOAPAction header, quoted.
std::string soap_action(std::string_view operation);

}  // namespace s2sconform::ews
