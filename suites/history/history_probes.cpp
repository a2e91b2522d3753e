#include "suites/history/history_probes.h"

#include <algorithm>

#include "harness/autodiscover/autodiscover.h"
#include "suites/history/discovery.h"
#include "suites/history/mailbox_client.h"
#include "suites/history/refusal_probes.h"
#include "suites/history/sweep.h"
#include "suites/trust/registration_kinds.h"
#include "suites/trust/trust_calls.h"

namespace s2sconform::history {
namespace {

using ews::DeleteType;

bool is_found(std::size_t found) { return found > 0; }
bool is_gone(std::size_t found) { return found == 0; }
bool is_any(std::size_t) { return true; }

std::vector<ews::Folder> named(std::initializer_list<const char*> names) {
  std::vector<ews::Folder> folders;
  for (const char* name : names) folders.push_back({name, {}, {}});
  return folders;
}

// Deletes by id; what came of it is not judged here.
Task<> remove(MailboxClient& client, std::string label, ews::ItemId id) {
  const ews::Operation operation = ews::delete_items({id}, DeleteType::hard_delete);
  const Caller caller = client.as_user();
  co_await client.call(label, caller, operation);
}

Task<> remove_found(MailboxClient& client, std::string label, const Reply& found) {
  if (!found.answer) co_return;
  for (const ews::Item& item : found.answer->items()) co_await remove(client, label, item.id);
}

Task<> probe_service(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.obstacle().empty()) {
    context.record_fact("history.obstacle", client.obstacle());
    co_return;
  }
  co_await find_service(client);
  const Caller user = client.as_user();
  const ews::Operation bare = ews::get_folder(client.folder());
  const Reply found = co_await client.call("history.service.folder", user, bare);
  client.note_folder(found.succeeded());
  const ews::Operation by_address = ews::get_folder(client.folder(client.user().smtp));
  co_await client.call("history.service.folder-by-address", user, by_address);
}

// As another user of the realm: what does he see of the item?
Task<> look_as_other(MailboxClient& client, std::string subject, ews::ItemId id) {
  if (!client.other_user()) {
    client.context().record_fact(missing_label("other-user"),
                                 "the target has no \"other_user\": add it");
    co_return;
  }
  const Caller other = client.as_user(*client.other_user(), client.ews_url());
  const std::vector<ews::Folder> folders = named({"conversationhistory", "inbox", "drafts"});
  co_await client.find_until("history.item.find-in-other-mailbox", other, folders, subject,
                             &is_any);
  const ews::Operation get = ews::get_items({id});
  co_await client.call("history.item.get-as-other", other, get);
}

Task<> probe_item(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  const Caller user = client.as_user();
  const ews::Folder folder = client.folder();
  const Written item =
      co_await client.write("history.item.create", user, folder, "item", plain_body());
  if (!item.id) co_return;
  const ews::Operation get = ews::get_items({*item.id});
  co_await client.call("history.item.get", user, get);
  CallOptions apart;
  apart.own_connection = true;
  const Caller again = client.as_user();  // with a token of its own
  co_await client.get_until("history.item.get-apart", again, *item.id, apart);
  const std::vector<ews::Folder> here{folder};
  co_await client.find_until("history.item.find", user, here, item.subject, &is_found);
  const std::vector<ews::Folder> elsewhere =
      named({"inbox", "drafts", "sentitems", "deleteditems"});
  co_await client.find_until("history.item.find-elsewhere", user, elsewhere, item.subject, &is_any);
  co_await look_as_other(client, item.subject, *item.id);
  const ews::Operation hard_delete = ews::delete_items({*item.id}, DeleteType::hard_delete);
  co_await client.call("history.item.delete", user, hard_delete);
  co_await client.call("history.item.get-deleted", user, get);
  co_await client.find_until("history.item.find-deleted", user, here, item.subject, &is_gone);
  const std::vector<ews::Folder> kept =
      context.target().mailbox->keeps_deleted
          ? named({"deleteditems"})
          : named({"deleteditems", "recoverableitemsdeletions", "recoverableitemspurges"});
  co_await client.find_until("history.item.find-kept", user, kept, item.subject, &is_gone);
  co_await client.call("history.item.delete-again", user, hard_delete);
}

// Deletes in that way and looks for the item where it was and where it should be then.
Task<> delete_and_look(MailboxClient& client, std::string name, DeleteType type,
                       const char* destination) {
  const std::string label = "history." + name + ".";
  const Caller user = client.as_user();
  const ews::Folder folder = client.folder();
  const Written item = co_await client.write(label + "create", user, folder, name, plain_body());
  if (!item.id) co_return;
  const ews::Operation operation = ews::delete_items({*item.id}, type);
  co_await client.call(label + "delete", user, operation);
  const std::vector<ews::Folder> here{folder};
  const Reply there_still =
      co_await client.find_until(label + "find", user, here, item.subject, &is_gone);
  const std::vector<ews::Folder> there = named({destination});
  const Reply moved =
      co_await client.find_until(label + "find-moved", user, there, item.subject, &is_found);
  co_await remove_found(client, label + "remove", there_still);
  co_await remove_found(client, label + "remove-moved", moved);
}

Task<> probe_moved(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  co_await delete_and_look(client, "moved", DeleteType::move_to_deleted_items, "deleteditems");
}

Task<> probe_softly(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  co_await delete_and_look(client, "softly", DeleteType::soft_delete, "recoverableitemsdeletions");
}

// Writes, reads and deletes in a folder.
Task<> go_round(MailboxClient& client, std::string name, ews::Folder folder, std::string purpose,
                std::string body) {
  const std::string label = "history." + name + ".";
  const Caller user = client.as_user();
  const Written item = co_await client.write(label + "create", user, folder, purpose, body);
  if (!item.id) co_return;
  const ews::Operation get = ews::get_items({*item.id});
  co_await client.call(label + "get", user, get);
  co_await remove(client, label + "delete", *item.id);
}

Task<> probe_inbox(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  const ews::Folder inbox{"inbox", {}, {}};
  const Caller user = client.as_user();
  const ews::Operation get = ews::get_folder(inbox);
  co_await client.call("history.inbox.folder", user, get);
  co_await go_round(client, "inbox", inbox, "inbox", plain_body());
}

Task<> probe_archive(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  if (!context.target().mailbox->archive) {
    context.record_fact(missing_label("archive"),
                        "the target's mailbox has no \"archive\": set it to true where the user "
                        "is enabled for archiving");
    co_return;
  }
  const ews::Folder purges{"recoverableitemspurges", {}, {}};
  co_await go_round(client, "archive", purges, "archive", plain_body());
}

Task<> probe_text(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  co_await go_round(client, "text", client.folder(), special_text(), special_text());
}

Task<> probe_large(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  co_await go_round(client, "large", client.folder(), "large", large_body());
}

Task<> write_one(MailboxClient& client, unsigned index, Written& written) {
  const std::string number = std::to_string(index);
  const Caller user = client.as_user();
  const ews::Folder folder = client.folder();
  written = co_await client.write("history.concurrent.create." + number, user, folder,
                                  "concurrent " + number, "body of item " + number);
}

Task<> read_one(MailboxClient& client, unsigned index, ews::ItemId id) {
  const Caller user = client.as_user();
  const ews::Operation get = ews::get_items({id});
  co_await client.call("history.concurrent.get." + std::to_string(index), user, get);
}

Task<> probe_concurrent(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  std::vector<Written> items(concurrent_items);
  std::vector<Task<>> tasks;
  for (unsigned index = 0; index < concurrent_items; ++index) {
    tasks.push_back(write_one(client, index, items[index]));
  }
  co_await when_all(std::move(tasks));
  std::vector<ews::ItemId> even, odd;
  for (unsigned index = 0; index < concurrent_items; ++index) {
    if (!items[index].id) continue;
    (index % 2 == 0 ? even : odd).push_back(*items[index].id);
  }
  if (even.size() + odd.size() < concurrent_items) co_return;
  const Caller user = client.as_user();
  // Backwards, so that the order asked for is not that of writing.
  const ews::Operation get_many =
      ews::get_items(std::vector<ews::ItemId>(even.rbegin(), even.rend()));
  co_await client.call("history.concurrent.get-many", user, get_many);
  const ews::Operation delete_even = ews::delete_items(even, DeleteType::hard_delete);
  co_await client.call("history.concurrent.delete", user, delete_even);
  tasks.clear();
  for (unsigned index = 0; index < concurrent_items; ++index) {
    tasks.push_back(read_one(client, index, *items[index].id));
  }
  co_await when_all(std::move(tasks));
  const ews::Operation delete_odd = ews::delete_items(odd, DeleteType::hard_delete);
  co_await client.call("history.concurrent.delete-rest", user, delete_odd);
}

Task<> probe_impersonated(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  const auto registered =
      trust::registrations_of(context.target(), context.product_version(), trust::impersonating);
  const auto is_ours = [&](const Registration* each) {
    return each->identity == context.target().identity;
  };
  if (std::none_of(registered.begin(), registered.end(), is_ours)) {
    context.record_fact(
        missing_label("impersonated"),
        "the target's \"registrations\" do not say that its identity has the role " +
            std::string(context.product_version().account().impersonation_role));
    co_return;
  }
  Caller caller = client.as_itself(client.ews_url());
  caller.impersonation = ews::impersonation_of(client.user().smtp);
  const ews::Folder folder = client.folder();
  const Written item = co_await client.write("history.impersonated.create", caller, folder,
                                             "impersonated", plain_body());
  if (!item.id) co_return;
  const Caller user = client.as_user();
  const std::vector<ews::Folder> here{folder};
  co_await client.find_until("history.impersonated.find", user, here, item.subject, &is_found);
  const ews::Operation hard_delete = ews::delete_items({*item.id}, DeleteType::hard_delete);
  co_await client.call("history.impersonated.delete", caller, hard_delete);
}

}  // namespace

std::string missing_label(std::string_view probe) {
  return "history.missing." + std::string(probe);
}

std::string special_text() {
  return "<Ken & \"Anna\"> said: 1 < 2 > 0 'ok' &amp; ]]> \xE2\x82\xAC \xC3\xA9 \xF0\x9F\x98\x80";
}

std::string large_body() {
  std::string body;
  for (unsigned line = 0; line < 4'000; ++line) {
    body += "line " + std::to_string(line) + " of a long conversation that is kept\n";
  }
  return body + "the end";
}

std::string plain_body() {
  return "Written by s2sconform to see whether it can be.\nSafe to delete.";
}

std::vector<Probe> probes() {
  std::vector<Probe> all{{"service", &probe_service, Stage::first},
                         {"item", &probe_item, Stage::middle, true},
                         {"moved", &probe_moved, Stage::middle, true},
                         {"softly", &probe_softly, Stage::middle, true},
                         {"inbox", &probe_inbox, Stage::middle, true},
                         {"archive", &probe_archive, Stage::middle, true},
                         {"text", &probe_text, Stage::middle, true},
                         {"large", &probe_large, Stage::middle, true},
                         {"concurrent", &probe_concurrent, Stage::middle, true},
                         {"impersonated", &probe_impersonated, Stage::middle, true}};
  for (Probe& probe : refusal_probes()) all.push_back(std::move(probe));
  return all;
}

Task<> clean_up(ProbeContext& context) {
  if (!context.written()) co_return;
  const auto is_ours = [&](const WrittenItem& item) {
    return item.target == context.target().name;
  };
  const std::vector<WrittenItem>& left = context.written()->left();
  if (std::none_of(left.begin(), left.end(), is_ours)) co_return;
  MailboxClient& client = client_of(context);
  const std::string prefix = run_subject(*context.written()) + " ";
  const Swept swept = co_await sweep(client, prefix, client.may_have_left_items());
  if (!swept.problem.empty()) {
    context.record_fact("history.left.problem", swept.problem);
    co_return;
  }
  context.record_fact("history.removed", std::to_string(swept.removed));
  context.record_fact("history.left", std::to_string(swept.left.size()));
  context.written()->strike_gone(context.target().name, client.user().smtp, swept.left);
}

}  // namespace s2sconform::history
