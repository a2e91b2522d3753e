// Answers of Exchange Web Services. Errors live in two places (facts 6.2): a response message with
// a code for each item, or a SOAP fault for the whole request.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/ews/requests.h"

namespace s2sconform::ews {

inline constexpr std::string_view no_error = "NoError";

// An item as an answer shows it; what was not asked for or not shown is empty.
struct Item {
  std::string kind;  // the element's name: "Message"
  ItemId id;
  std::string parent_folder_id;
  ItemContent content;
  std::string created;  // DateTimeCreated: "2026-11-24T09:30:00Z"
};

struct ResponseMessage {
  std::string name;            // "CreateItemResponseMessage"
  std::string response_class;  // "Success", "Warning", "Error"
  std::string code;            // ResponseCode: "NoError"
  std::string text;            // MessageText, localised
  std::vector<Item> items;
  std::string folder_id;  // of the first folder

  bool succeeded() const { return response_class == "Success" && code == no_error; }
};

struct Fault {
  std::string code;  // ResponseCode of the detail, or else the local part of faultcode
  std::string text;
};

struct Answer {
  std::optional<Fault> fault;
  std::string name;  // of the body's element: "CreateItemResponse"
  std::vector<ResponseMessage> messages;
  bool has_server_version = false;  // the header has ServerVersionInfo
  std::string server_version;       // "15.2.1118.7"
  // How long the server asks to be left alone (ErrorServerBusy).
  std::optional<std::chrono::milliseconds> back_off;

  // The fault's code, or that of the first message; "" when there is neither.
  std::string code() const;
  bool succeeded() const;  // all messages did, and there is one
  // Of all messages.
  std::vector<Item> items() const;
};

// nullopt when `body` is no SOAP 1.1 envelope with a body.
std::optional<Answer> read_answer(std::string_view body);

}  // namespace s2sconform::ews
