#include "suites/history/storage_connectivity.h"

#include "harness/base/ascii.h"
#include "harness/http/url.h"
#include "harness/suite/remedy.h"
#include "suites/history/discovery.h"
#include "suites/history/mailbox_client.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

std::string body_of_item() {
  return "Written by s2sconform exstorage to see whether it can be.\nSafe to delete.";
}

// One test on its way.
struct Test {
  MailboxClient& client;
  StorageConnectivity& result;

  const ProductVersion& product() const { return client.context().product_version(); }

  void succeed(std::string name, std::string detail = "") {
    result.steps.push_back({std::move(name), true, std::move(detail)});
  }

  void fail(std::string name, std::string error, Remedy remedy,
            StorageResult as = StorageResult::failure) {
    result.steps.push_back({std::move(name), false, error});
    result.error_message = std::move(error);
    result.diagnosis = remedy_text(remedy, product());
    result.result = as;
  }
};

// What to do about a code of the web services.
Remedy remedy_for(const std::string& code) {
  if (code == "ErrorNonExistentMailbox" || code == "ErrorNonPrimarySmtpAddress") {
    return {"Name the primary SMTP address of a user who has a mailbox.",
            RemedyTopic::mailbox_service};
  }
  if (code == "ErrorFolderNotFound") {
    return {
        "Open the mailbox once with a client that creates the folder; Dumpster needs a user who "
        "is enabled for archiving.",
        RemedyTopic::mailbox_service};
  }
  if (code == "ErrorAccessDenied" || code == "ErrorImpersonateUserDenied") {
    return {"The application is known and may not do that for the user.",
            RemedyTopic::configure_trust};
  }
  return {"", RemedyTopic::mailbox_service};
}

// What to do about an answer of status 401, by the server's own diagnostics.
Remedy remedy_for_refused_token(const plugin::Product& product, const Exchange& exchange) {
  if (lower_case(describe(product, exchange)).find("invalid_user") != std::string::npos) {
    return {"The server does not know the user: name the primary address of one who has a mailbox.",
            RemedyTopic::mailbox_service};
  }
  return {
      "The application is not a partner of the product, or its registration is out of date: "
      "'s2sconform onboard' shows how to register it, with --check which step is missing.",
      RemedyTopic::register_partner};
}

// Why an answer of the web services is no success.
void fail_with(Test& test, const std::string& step, const Reply& reply) {
  const Exchange& exchange = *reply.exchange;
  if (!exchange.complete()) {
    const bool certificate = exchange.failure->kind == FailureKind::certificate;
    return test.fail(step, exchange.failure->message,
                     certificate ? Remedy{"", RemedyTopic::renew_tls}
                                 : Remedy{"Check the name, the port and the firewalls between.",
                                          RemedyTopic::configure_transport},
                     certificate ? StorageResult::failure : StorageResult::undecided);
  }
  if (exchange.response->status == unauthorized) {
    return test.fail(step,
                     "the token is not accepted: " + describe(*test.product().product, exchange),
                     remedy_for_refused_token(*test.product().product, exchange));
  }
  if (!reply.answer) {
    return test.fail(
        step, "no SOAP answer, status " + std::to_string(exchange.response->status),
        {"Look for proxies that answer in the server's place.", RemedyTopic::mailbox_service});
  }
  std::string text = reply.answer->fault ? reply.answer->fault->text : std::string();
  if (!reply.answer->messages.empty()) text = reply.answer->messages.front().text;
  const std::string code = reply.answer->code();
  test.fail(step, code + (text.empty() ? "" : ": " + text), remedy_for(code));
}

void set_url(Test& test, const std::string& url) {
  test.client.set_ews_url(url);
  test.result.ews_url = url;
  const std::optional<UrlParts> parts = parse_url(url);
  test.result.server = parts ? parts->host : std::string();
}

// False when there are no web services to go on with.
Task<bool> find_mailbox(Test& test, const std::string& known_ews_url) {
  constexpr const char* step = "Find the mailbox";
  const std::string& fixed = test.client.context().target().mailbox->ews_url;
  if (!fixed.empty() || !known_ews_url.empty()) {
    set_url(test, fixed.empty() ? known_ews_url : fixed);
    test.succeed(step, test.result.ews_url +
                           (fixed.empty() ? ", from the cache" : ", from the targets file"));
    co_return true;
  }
  Discovery found = co_await discover_by_soap(test.client);
  if (found.ews_url.empty()) {
    const std::string by_soap = found.problem;
    found = co_await discover_by_pox(test.client);
    found.problem = by_soap;
  }
  if (found.ews_url.empty()) {
    const Exchange* asked = test.client.context().evidence().find("history.autodiscover.soap");
    const bool refused = asked && asked->complete() && asked->response->status == unauthorized;
    const bool reached = asked && asked->response;
    test.fail(step, "Autodiscover: " + found.problem,
              refused ? remedy_for_refused_token(*test.product().product, *asked)
                      : Remedy{"Check the user's address, or name the web services' URL in the "
                               "targets file (ews_url of the target's mailbox).",
                               RemedyTopic::mailbox_service},
              reached || (asked && asked->failure->kind == FailureKind::certificate)
                  ? StorageResult::failure
                  : StorageResult::undecided);
    co_return false;
  }
  const std::optional<UrlParts> parts = parse_url(found.ews_url);
  const bool usable =
      parts && parts->scheme == "https" && test.client.context().target().names_host(parts->host);
  if (!usable) {
    test.fail(step,
              "Autodiscover gives '" + found.ews_url +
                  "', which is not https or not a host that the targets file names",
              {"Where the host is right, add it to the allowed_domains of the target's mailbox.",
               RemedyTopic::mailbox_service});
    co_return false;
  }
  set_url(test, found.ews_url);
  test.result.discovered = true;
  test.succeed(step, found.ews_url + ", by Autodiscover");
  co_return true;
}

ews::Folder folder_of(const MailboxClient& client, StorageFolder folder) {
  switch (folder) {
    case StorageFolder::conversation_history:
      return client.folder();
    case StorageFolder::inbox:
      return {"inbox", {}, {}};
    case StorageFolder::dumpster:
      return {"recoverableitemspurges", {}, {}};
  }
  return client.folder();
}

Task<> delete_item(Test& test, ews::ItemId id) {
  const Caller user = test.client.as_user();
  const ews::Operation remove = ews::delete_items({id}, ews::DeleteType::hard_delete);
  const Reply deleted = co_await test.client.call("exstorage.delete", user, remove);
  if (!deleted.succeeded()) co_return fail_with(test, "Delete the item", deleted);
  const ews::Operation get = ews::get_items({id});
  const Reply gone = co_await test.client.call("exstorage.get-deleted", user, get);
  if (!gone.answer || gone.answer->code() != "ErrorItemNotFound") {
    test.fail("Delete the item", "the server says Success and the item is still there",
              {"", RemedyTopic::mailbox_service});
    co_return;
  }
  test.result.item_stays = false;
  test.succeed("Delete the item", "it is gone");
}

Task<> write_and_read(Test& test, const StorageOptions& options) {
  const Caller user = test.client.as_user();
  const ews::Folder folder = folder_of(test.client, options.folder);
  const Written item =
      co_await test.client.write("exstorage.create", user, folder, "exstorage", body_of_item());
  test.result.subject = item.subject;
  if (item.subject.empty()) {
    const auto& facts = test.client.context().evidence().facts;
    const auto why = facts.find("history.not-noted");
    test.fail("Create the item", why == facts.end() ? "it cannot be noted" : why->second,
              {"Name a folder that can be written with --state.", std::nullopt},
              StorageResult::undecided);
    co_return;
  }
  if (!item.reply.succeeded()) co_return fail_with(test, "Create the item", item.reply);
  if (!item.id) {
    test.fail("Create the item", "the server says Success and gives no item id",
              {"", RemedyTopic::mailbox_service});
    co_return;
  }
  test.result.item_id = item.id->id;
  test.result.item_stays = true;
  test.succeed("Create the item", std::string(to_string(options.folder)));
  const ews::Operation get = ews::get_items({*item.id});
  const Reply read = co_await test.client.call("exstorage.get", user, get);
  if (!read.succeeded()) {
    if (read.answer && read.answer->code() == "ErrorItemNotFound") {
      test.fail("Read it back", "the server says Success and has written nothing",
                {"", RemedyTopic::mailbox_service});
      co_return;
    }
    co_return fail_with(test, "Read it back", read);
  }
  test.succeed("Read it back");
  if (options.delete_item) co_await delete_item(test, *item.id);
}

}  // namespace

std::string_view to_string(StorageFolder folder) {
  switch (folder) {
    case StorageFolder::conversation_history:
      return "ConversationHistory";
    case StorageFolder::inbox:
      return "Inbox";
    case StorageFolder::dumpster:
      return "Dumpster";
  }
  return "";
}

std::string_view to_string(StorageResult result) {
  switch (result) {
    case StorageResult::success:
      return "Success";
    case StorageResult::failure:
      return "Failure";
    case StorageResult::undecided:
      return "Undecided";
  }
  return "";
}

Task<> test_storage_connectivity(ProbeContext& context, const StorageOptions& options,
                                 StorageConnectivity& result) {
  MailboxClient& client = client_of(context);
  Test test{client, result};
  if (!client.obstacle().empty()) {
    test.fail("Sign a token", client.obstacle(), {"Mend the targets file.", std::nullopt},
              StorageResult::undecided);
    co_return;
  }
  const auto started = std::chrono::steady_clock::now();
  const bool found = co_await find_mailbox(test, options.known_ews_url);
  if (found) co_await write_and_read(test, options);
  result.latency = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  if (result.error_message.empty()) result.result = StorageResult::success;
}

}  // namespace s2sconform::history
