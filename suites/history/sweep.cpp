#include "suites/history/sweep.h"

#include <algorithm>

namespace s2sconform::history {
namespace {

using std::chrono::milliseconds;

constexpr const char* folder_names[] = {"conversationhistory",
                                        "inbox",
                                        "drafts",
                                        "sentitems",
                                        "outbox",
                                        "junkemail",
                                        "msgfolderroot",
                                        "deleteditems",
                                        "recoverableitemsdeletions",
                                        "recoverableitemspurges"};
constexpr unsigned most_rounds = 8;
constexpr unsigned most_failures = 1;
constexpr milliseconds pause{100};

std::vector<ews::Folder> all_folders(MailboxClient& client) {
  std::vector<ews::Folder> folders;
  const bool keeps = client.context().target().mailbox->keeps_deleted;
  for (const std::string name : folder_names) {
    // What a hold keeps cannot be removed, and looking for it would find it for ever.
    if (keeps && name.starts_with("recoverable")) continue;
    folders.push_back({name, {}, {}});
  }
  const std::string own = client.folder().distinguished_id;
  if (std::none_of(folders.begin(), folders.end(),
                   [&](const ews::Folder& each) { return each.distinguished_id == own; })) {
    folders.push_back(client.folder());
  }
  return folders;
}

bool is_absence(const std::string& code) {
  return code == "ErrorFolderNotFound" || code == "ErrorItemNotFound";
}

// Why the answer to a search says nothing; empty: it says what there is.
std::string problem_of(const Reply& found) {
  if (!found.exchange->complete()) return found.exchange->failure->message;
  if (!found.answer) {
    return "no SOAP answer, status " + std::to_string(found.exchange->response->status);
  }
  if (found.answer->fault) return found.answer->fault->code;
  for (const ews::ResponseMessage& message : found.answer->messages) {
    if (!message.succeeded() && !is_absence(message.code)) return message.code;
  }
  return found.answer->messages.empty() ? "an answer without messages" : std::string();
}

// The folders of one mailbox.
Task<Swept> sweep_mailbox(MailboxClient& client, Caller caller, std::string name,
                          std::string subject_prefix, bool patiently) {
  Swept swept;
  const std::vector<ews::Folder> folders = all_folders(client);
  const ews::Operation find = ews::find_items(folders, subject_prefix);
  const auto latest =
      std::chrono::steady_clock::now() + client.context().target().mailbox->settle_deadline;
  unsigned rounds = 0, failures = 0;
  for (unsigned searches = 0;; ++searches) {
    std::string label = "history.sweep." + name + "." + std::to_string(searches);
    const Reply found = co_await client.call(label, caller, find);
    swept.problem = problem_of(found);
    if (!swept.problem.empty()) {
      // An answer that did not come is worth another try: what is at stake is an item that stays.
      const bool again = !found.exchange->complete() && failures++ < most_failures;
      if (again) continue;
      co_return swept;
    }
    std::vector<ews::ItemId> ids;
    swept.left.clear();
    for (const ews::Item& item : found.answer->items()) {
      // A server that ignores the restriction must not make us delete what is not ours.
      if (!item.content.subject.starts_with(subject_prefix)) continue;
      ids.push_back(item.id);
      swept.left.push_back(item.content.subject);
    }
    const bool in_time = std::chrono::steady_clock::now() + pause < latest;
    if (ids.empty()) {
      if (!patiently || !in_time) co_return swept;
    } else {
      if (rounds++ == most_rounds) co_return swept;
      label += ".delete";
      const ews::Operation remove = ews::delete_items(ids, ews::DeleteType::hard_delete);
      const Reply deleted = co_await client.call(label, caller, remove);
      if (deleted.succeeded()) swept.removed += ids.size();
    }
    co_await client.context().pause(pause);
  }
}

}  // namespace

Task<Swept> sweep(MailboxClient& client, std::string subject_prefix, bool patiently) {
  const Caller user = client.as_user();
  Swept swept = co_await sweep_mailbox(client, user, "user", subject_prefix, patiently);
  if (!client.other_user() || !swept.problem.empty()) co_return swept;
  const Caller other = client.as_user(*client.other_user(), client.ews_url());
  const Swept of_other = co_await sweep_mailbox(client, other, "other", subject_prefix, false);
  swept.removed += of_other.removed;
  swept.left.insert(swept.left.end(), of_other.left.begin(), of_other.left.end());
  // The other mailbox is only looked at in case the server writes where it should not: that it
  // cannot be opened is no reason to think that something is there.
  co_return swept;
}

}  // namespace s2sconform::history
