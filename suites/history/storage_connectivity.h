// What the cmdlet Test-CsExStorageConnectivity does, for one user: find the mailbox's web services,
// write an item, read it back, and delete it when asked to. facts 6.1.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::history {

enum class StorageFolder { conversation_history, inbox, dumpster };

std::string_view to_string(StorageFolder folder);  // "ConversationHistory", as in -Folder

struct StorageOptions {
  StorageFolder folder = StorageFolder::conversation_history;
  bool delete_item = false;
  std::string known_ews_url;  // from an earlier answer of Autodiscover; empty: it is asked
};

enum class StorageResult { success, failure, undecided };

std::string_view to_string(StorageResult result);  // "Success"

struct StorageStep {
  std::string name;  // "Create the item"
  bool succeeded = false;
  std::string detail;
};

struct StorageConnectivity {
  StorageResult result = StorageResult::undecided;
  std::vector<StorageStep> steps;  // those that were tried
  std::string ews_url;
  std::string server;       // its host
  bool discovered = false;  // by Autodiscover, in this run
  std::string subject;
  std::string item_id;
  bool item_stays = false;  // it was written and not to be deleted
  std::string error_message;
  std::string diagnosis;  // what to do about it
  std::chrono::milliseconds latency{0};
};

// The target must have a user with smtp, an identity and mailbox settings.
Task<> test_storage_connectivity(ProbeContext& context, const StorageOptions& options,
                                 StorageConnectivity& result);

}  // namespace s2sconform::history
