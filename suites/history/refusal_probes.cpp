#include "suites/history/refusal_probes.h"

#include "harness/autodiscover/autodiscover.h"
#include "harness/ews/namespaces.h"
#include "suites/history/discovery.h"
#include "suites/history/history_probes.h"
#include "suites/history/mailbox_client.h"
#include "suites/trust/trust_calls.h"

namespace s2sconform::history {
namespace {

constexpr const char* other_user_missing = "the target has no \"other_user\" with \"smtp\": add it";

// `text` with its first `old_part` replaced.
std::string with(std::string text, std::string_view old_part, std::string_view new_part) {
  const std::size_t at = text.find(old_part);
  if (at != std::string::npos) text.replace(at, old_part.size(), new_part);
  return text;
}

std::string address_of_nobody(const MailboxClient& client) {
  return trust::unknown_user(client.user()).smtp;
}

// --- Autodiscover ---

std::string url_of(MailboxClient& client, std::string_view path) {
  const std::string_view base =
      client.context().product_version().mailbox_service().autodiscover_base_url;
  return client.context().base_url(base) + std::string(path);
}

Task<> ask_user_settings(MailboxClient& client, std::string label,
                         std::vector<std::string> mailboxes, std::vector<std::string> settings,
                         bool with_token) {
  const auto& service = client.context().product_version().mailbox_service();
  const std::string url = url_of(client, service.autodiscover_path);
  Request request = autodiscover_request(
      std::move(label), url, autodiscover::user_settings_request(url, mailboxes, settings));
  request.headers.push_back({"SOAPAction", autodiscover::user_settings_action()});
  if (with_token) {
    const Caller caller = client.as_user(client.user(), request.url);
    request.credentials.push_back({Secret(caller.token)});
  } else {
    request.headers.push_back({"Authorization", "Bearer"});
  }
  co_await client.context().send(std::move(request));
}

Task<> ask_pox_malformed(MailboxClient& client) {
  const auto& service = client.context().product_version().mailbox_service();
  Request request = autodiscover_request("history.autodiscover.pox-malformed",
                                         url_of(client, service.autodiscover_pox_path),
                                         "<Autodiscover><Request/></Autodiscover>");
  const Caller caller = client.as_user(client.user(), request.url);
  request.credentials.push_back({Secret(caller.token)});
  co_await client.context().send(std::move(request));
}

Task<> probe_autodiscover(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.obstacle().empty()) co_return;
  const plugin::MailboxService& service = context.product_version().mailbox_service();
  if (!service.autodiscover_path.empty()) {
    const std::string& user = client.user().smtp;
    const std::string nobody = address_of_nobody(client);
    const std::string url(autodiscover::external_ews_url);
    const std::vector<std::string> one{user}, unknown{nobody}, both{nobody, user}, urls{url},
        strange{"NoSuchSettingForConformance", url};
    co_await ask_user_settings(client, "history.autodiscover.unknown-user", unknown, urls, true);
    co_await ask_user_settings(client, "history.autodiscover.two-users", both, urls, true);
    co_await ask_user_settings(client, "history.autodiscover.unknown-setting", one, strange, true);
    co_await ask_user_settings(client, "history.autodiscover.without-token", one, urls, false);
  }
  if (!service.autodiscover_pox_path.empty()) {
    if (!context.evidence().find("history.autodiscover.pox")) co_await discover_by_pox(client);
    co_await ask_pox_malformed(client);
  }
}

// --- Writes that must be refused ---

// A write that is to be refused: an ordinary one with one edit.
struct RefusedWrite {
  Caller caller;
  ews::Folder folder;
  std::string old_part;  // of the operation's text, and what stands there instead
  std::string new_part;
  std::string server_version;
};

// nullopt, and a fact, when the targets file lacks what it needs.
std::optional<RefusedWrite> refused_write(MailboxClient& client, std::string_view name) {
  RefusedWrite write{client.as_user(), client.folder(), {}, {}, {}};
  const auto& other = client.other_user();
  const bool needs_other = name == "other-mailbox" || name == "other-impersonated";
  if (needs_other && (!other || other->smtp.empty())) {
    client.context().record_fact(missing_label(name), other_user_missing);
    return std::nullopt;
  }
  if (name == "unknown-mailbox") {
    write.folder = client.folder(address_of_nobody(client));
  } else if (name == "other-mailbox") {
    write.folder = client.folder(other->smtp);
  } else if (name == "unknown-folder") {
    write.folder.distinguished_id = "nosuchfolder";
  } else if (name == "no-disposition") {
    write.old_part = " MessageDisposition=\"SaveOnly\"";
  } else if (name == "read-only-property") {
    write.old_part = "</t:Body>";
    write.new_part = "</t:Body><t:Size>7</t:Size>";
  } else if (name == "wrong-class") {
    write.old_part = "<t:ItemClass>" +
                     std::string(client.context().product_version().mailbox_service().item_class);
    write.new_part = "<t:ItemClass>IPM.Appointment";
  } else if (name == "broken-schema") {
    write.old_part = "</t:Subject>";
    write.new_part = "</t:Subject><t:NoSuchElement>1</t:NoSuchElement>";
  } else if (name == "unknown-version") {
    write.server_version = "Exchange1999";
  } else if (name == "no-mailbox") {
    write.caller = client.as_itself(client.ews_url());
  } else if (name == "other-impersonated") {
    write.caller.impersonation = ews::impersonation_of(other->smtp);
  }
  return write;
}

Task<> try_write(MailboxClient& client, std::string name) {
  const std::optional<RefusedWrite> write = refused_write(client, name);
  if (!write) co_return;
  const std::string subject = client.note_item("refused " + name);
  if (subject.empty()) co_return;
  client.context().record_fact("history.refused-writes.subject." + name, subject);
  ews::Operation operation =
      ews::create_item(write->folder, client.item_content(subject, plain_body()));
  if (!write->old_part.empty()) {
    operation.body = with(std::move(operation.body), write->old_part, write->new_part);
  }
  CallOptions options;
  options.server_version = write->server_version;
  co_await client.call("history.refused-writes." + name, write->caller, operation, options);
}

Task<> probe_refused_writes(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  for (const std::string_view name : refused_writes) co_await try_write(client, std::string(name));
  // Whatever was written all the same, in either mailbox.
  const std::string subject = run_subject(*context.written());
  const std::vector<ews::Folder> folders{client.folder(),
                                         {"inbox", {}, {}},
                                         {"drafts", {}, {}},
                                         {"sentitems", {}, {}},
                                         {"deleteditems", {}, {}}};
  const ews::Operation find = ews::find_items(folders, subject);
  const Caller user = client.as_user();
  co_await client.call("history.refused-writes.found", user, find);
  if (!client.other_user()) co_return;
  const Caller other = client.as_user(*client.other_user(), client.ews_url());
  co_await client.call("history.refused-writes.found-in-other", other, find);
}

// --- Requests and ids that mean nothing ---

Task<> ask_for_id(MailboxClient& client, std::string name, std::string id) {
  const Caller user = client.as_user();
  const ews::Operation get = ews::get_items({{std::move(id), {}}});
  co_await client.call("history.requests." + name, user, get);
}

Task<> probe_requests(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.obstacle().empty()) co_return;
  co_await ask_for_id(client, "empty-id", "");
  co_await ask_for_id(client, "malformed-id", "this is no item id");
  co_await ask_for_id(client, "long-id", std::string(2'048, 'A'));
  const Caller user = client.as_user();
  CallOptions options;
  options.soap_action = ews::soap_action("GetFolder");
  const std::string cut_off = "<s:Envelope xmlns:s=\"" + std::string(ews::soap) + "\"><s:Body>";
  co_await client.post("history.requests.malformed-xml", user, cut_off, options);
  const ews::Operation unknown{"NoSuchOperation", "<m:NoSuchOperation/>"};
  co_await client.call("history.requests.unknown-operation", user, unknown);
  const ews::Operation get_folder = ews::get_folder(client.folder());
  options.soap_action = ews::soap_action("FindItem");
  co_await client.call("history.requests.wrong-action", user, get_folder, options);
  Caller nameless = client.as_itself(client.ews_url());
  nameless.impersonation = "<t:ConnectingSID/>";
  const ews::Operation of_user = ews::get_folder(client.folder(client.user().smtp));
  co_await client.call("history.requests.nameless-impersonation", nameless, of_user);
}

Task<> probe_oversized(ProbeContext& context) {
  MailboxClient& client = client_of(context);
  if (!client.may_write()) co_return;
  const std::size_t maximum = context.target().mailbox->maximum_request;
  if (maximum == 0) {
    context.record_fact(missing_label("oversized"),
                        "the target's mailbox has no \"maximum_request_bytes\": add it, and one "
                        "request that is larger is sent");
    co_return;
  }
  const Caller user = client.as_user();
  const ews::Folder folder = client.folder();
  co_await client.write("history.oversized.create", user, folder, "oversized",
                        std::string(maximum, 'x'));
}

}  // namespace

std::vector<Probe> refusal_probes() {
  return {{"autodiscover", &probe_autodiscover},
          {"refused-writes", &probe_refused_writes, Stage::middle, true},
          {"requests", &probe_requests},
          {"oversized", &probe_oversized, Stage::middle, true}};
}

}  // namespace s2sconform::history
