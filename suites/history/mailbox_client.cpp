#include "suites/history/mailbox_client.h"

#include <algorithm>

#include "harness/base/guid.h"
#include "harness/evidence/retry_after.h"
#include "harness/http/url.h"
#include "harness/xml/xml_text.h"

namespace s2sconform::history {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds first_pause{50};
constexpr milliseconds longest_pause{2'000};
constexpr unsigned most_attempts = 50;

std::string obstacle_of(const Target& target) {
  if (!target.mailbox) {
    return "the target has no \"mailbox\": add it to let items be written into the mailbox of "
           "\"user\", which should be one for tests";
  }
  return {};
}

bool is_busy_by_code(const std::optional<ews::Answer>& answer) {
  return answer && answer->code() == "ErrorServerBusy";
}

// How long a busy server asks to be left alone; nullopt: it is not busy.
std::optional<milliseconds> back_off(const Reply& reply) {
  if (is_busy_by_code(reply.answer)) return reply.answer->back_off.value_or(first_pause);
  if (!reply.exchange->complete()) return std::nullopt;
  const auto after = retry_after(*reply.exchange->response, std::chrono::system_clock::now());
  if (!after && is_busy(*reply.exchange, reply.answer)) return first_pause;
  return after;
}

constexpr const char* waiting = ".again-";
constexpr const char* after_busy = ".after-busy-";

std::string attempt_label(const std::string& label, const char* what, unsigned attempt) {
  return attempt == 0 ? label : label + what + std::to_string(attempt);
}

Reply reply_of(const Exchange* exchange) {
  Reply reply{exchange, {}};
  if (exchange->complete()) reply.answer = ews::read_answer(exchange->response->body);
  return reply;
}

}  // namespace

std::string last_attempt(const Evidence& evidence, const std::string& label) {
  std::string last = label;
  for (const char* what : {waiting, after_busy}) {
    const std::string first = last;
    for (unsigned n = 1; evidence.find(attempt_label(first, what, n)); ++n) {
      last = attempt_label(first, what, n);
    }
  }
  return last;
}

bool is_busy(const Exchange& exchange, const std::optional<ews::Answer>& answer) {
  constexpr unsigned service_unavailable = 503;
  return is_busy_by_code(answer) ||
         (exchange.complete() && exchange.response->status == service_unavailable);
}

std::string run_subject(const WrittenItems& written) { return "s2sconform " + written.run_id(); }

MailboxClient::MailboxClient(ProbeContext& context)
    : context_(context), obstacle_(obstacle_of(context.target())) {
  if (obstacle_.empty()) {
    obstacle_ = token::TokenFactory(context).obstacle();
  }
}

ews::Folder MailboxClient::folder(std::string mailbox) const {
  return {std::string(context_.product_version().mailbox_service().folder), std::move(mailbox), {}};
}

token::TokenFactory& MailboxClient::factory_for(const std::string& url) {
  const std::optional<UrlParts> parts = parse_url(url);
  const std::string host = parts ? parts->host : std::string();
  const auto found = std::find_if(factories_.begin(), factories_.end(),
                                  [&](const auto& each) { return each.first == host; });
  if (found != factories_.end()) return found->second;
  auto& made = factories_.emplace_back(host, token::TokenFactory(context_));
  made.second.set_audience_host(host);
  return made.second;
}

Caller MailboxClient::as_user(const TestUser& user, const std::string& url) {
  token::TokenFactory& factory = factory_for(url);
  return {seal_around(factory.outer_for(token::claims_of(user)), factory.sealed_actor()),
          user.smtp,
          {}};
}

Caller MailboxClient::as_itself(const std::string& url) {
  return {seal(factory_for(url).app_only()), user().smtp, {}};
}

Task<Reply> MailboxClient::post(std::string label, Caller caller, std::string body,
                                CallOptions options) {
  const auto latest = Clock::now() + context_.target().limits.exchange_deadline;
  for (unsigned attempt = 0;; ++attempt) {
    Request request;
    request.label = attempt_label(label, after_busy, attempt);
    request.method = "POST";
    request.url = ews_url_;
    request.body = body;
    request.follow_redirects = false;
    request.own_connection = options.own_connection;
    request.credentials.push_back({Secret(caller.token)});
    request.headers = {
        {"Content-Type", "text/xml; charset=utf-8"}, {"Accept", "text/xml"},
        {"SOAPAction", options.soap_action},         {"X-AnchorMailbox", caller.anchor_mailbox},
        {"client-request-id", random_guid()},        {"return-client-request-id", "true"}};
    const Exchange* exchange = co_await context_.send(std::move(request));
    const Reply reply = reply_of(exchange);
    const std::optional<milliseconds> wait = back_off(reply);
    if (!wait || attempt + 1 == most_attempts || Clock::now() + *wait > latest) co_return reply;
    co_await context_.pause(*wait);
  }
}

Task<Reply> MailboxClient::call(std::string label, Caller caller, ews::Operation operation) {
  CallOptions options;
  co_return co_await call(std::move(label), std::move(caller), std::move(operation),
                          std::move(options));
}

Task<Reply> MailboxClient::call(std::string label, Caller caller, ews::Operation operation,
                                CallOptions options) {
  const std::string_view version = context_.product_version().mailbox_service().server_version;
  if (options.soap_action.empty()) options.soap_action = ews::soap_action(operation.name);
  std::string body =
      ews::envelope({options.server_version.empty() ? std::string(version) : options.server_version,
                     caller.impersonation},
                    operation.body);
  Reply reply =
      co_await post(std::move(label), std::move(caller), std::move(body), std::move(options));
  if (operation.name == "CreateItem") note_created(reply);
  if (operation.name == "DeleteItem") note_deleted(operation, reply);
  co_return reply;
}

void MailboxClient::note_created(const Reply& reply) {
  if (!reply.exchange->complete()) {
    unanswered_write_ = true;
  } else if (reply.succeeded()) {
    const std::vector<ews::Item> items = reply.answer->items();
    unanswered_write_ |= items.empty() || items.front().id.id.empty();
    for (const ews::Item& item : items) living_.insert(item.id.id);
  }
}

void MailboxClient::note_deleted(const ews::Operation& operation, const Reply& reply) {
  if (!reply.succeeded()) return;
  if (operation.body.find(to_string(ews::DeleteType::hard_delete)) == std::string::npos) return;
  std::erase_if(living_, [&](const std::string& id) {
    return operation.body.find(xml_escaped(id)) != std::string::npos;
  });
}

std::string MailboxClient::note_item(std::string_view purpose) {
  WrittenItems* const written = context_.written();
  if (!written) return {};
  // A GUID and no number: the order in which items are written is not the same in two runs, and
  // whoever compares the runs takes GUIDs for what they are.
  const std::string subject =
      run_subject(*written) + " " + random_guid() + " " + std::string(purpose);
  const auto noted = written->intend({context_.target().name, user().smtp, subject});
  if (!noted) {
    context_.record_fact("history.not-noted", noted.error());
    return {};
  }
  return subject;
}

ews::ItemContent MailboxClient::item_content(std::string subject, std::string body) const {
  return {std::string(context_.product_version().mailbox_service().item_class), std::move(subject),
          std::move(body), context_.written()->run_id()};
}

Task<Written> MailboxClient::write(std::string label, Caller caller, ews::Folder folder,
                                   std::string purpose, std::string body) {
  Written written;
  written.subject = note_item(purpose);
  if (written.subject.empty()) co_return written;
  ews::Operation create = ews::create_item(folder, item_content(written.subject, std::move(body)));
  written.reply = co_await call(std::move(label), std::move(caller), std::move(create));
  if (!written.reply.succeeded()) co_return written;
  for (const ews::Item& item : written.reply.answer->items()) {
    if (!item.id.id.empty() && !written.id) written.id = item.id;
  }
  co_return written;
}

Task<Reply> MailboxClient::ask_until(std::string label, Caller caller, ews::Operation operation,
                                     CallOptions options,
                                     std::function<bool(const Reply&)> is_enough) {
  const auto latest = Clock::now() + context_.target().mailbox->settle_deadline;
  milliseconds wait = first_pause;
  for (unsigned attempt = 0;; ++attempt) {
    std::string attempt_as = attempt_label(label, waiting, attempt);
    Reply reply = co_await call(std::move(attempt_as), caller, operation, options);
    if (is_enough(reply) || Clock::now() + wait > latest) co_return reply;
    co_await context_.pause(wait);
    wait = std::min(2 * wait, longest_pause);
  }
}

Task<Reply> MailboxClient::find_until(std::string label, Caller caller,
                                      std::vector<ews::Folder> folders, std::string subject,
                                      bool (*is_enough)(std::size_t found)) {
  return ask_until(std::move(label), std::move(caller), ews::find_items(folders, subject), {},
                   [is_enough](const Reply& reply) {
                     const bool unanswerable = !reply.answer || reply.answer->fault;
                     return unanswerable || is_enough(reply.answer->items().size());
                   });
}

Task<Reply> MailboxClient::get_until(std::string label, Caller caller, ews::ItemId id,
                                     CallOptions options) {
  return ask_until(std::move(label), std::move(caller), ews::get_items({std::move(id)}),
                   std::move(options),
                   [](const Reply& reply) { return !reply.answer || reply.succeeded(); });
}

MailboxClient& client_of(ProbeContext& context) { return context.derived<MailboxClient>(); }

}  // namespace s2sconform::history
