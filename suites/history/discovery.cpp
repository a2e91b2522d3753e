#include "suites/history/discovery.h"

#include <algorithm>
#include <array>
#include <set>

#include "harness/autodiscover/autodiscover.h"
#include "harness/http/url.h"
#include "suites/protected_resource.h"

namespace s2sconform::history {
namespace {

constexpr unsigned most_redirects = 10;  // facts 6.5
constexpr unsigned most_busy = 3;
constexpr std::chrono::milliseconds busy_pause{200};

// What one answer says.
struct DiscoveryStep {
  std::string ews_url;
  std::string redirect_url;
  std::string redirect_address;
  std::string problem;
  bool busy = false;
};

struct Dialect {
  const char* label;
  std::string_view plugin::MailboxService::*path;
  std::string (*request)(const std::string& url, const std::string& address);
  std::string soap_action;  // empty: none is sent
  DiscoveryStep (*read)(const Exchange& exchange);
};

std::string ask_by_soap(const std::string& url, const std::string& address) {
  return autodiscover::user_settings_request(
      url, {address},
      {std::string(autodiscover::external_ews_url), std::string(autodiscover::internal_ews_url)});
}

std::string ask_by_pox(const std::string&, const std::string& address) {
  return autodiscover::pox_request(address);
}

DiscoveryStep problem(std::string text) {
  DiscoveryStep step;
  step.problem = std::move(text);
  return step;
}

DiscoveryStep read_soap(const Exchange& exchange) {
  const auto answer = autodiscover::read_soap_answer(exchange.response->body);
  if (!answer) {
    return problem("the answer (status " + std::to_string(exchange.response->status) +
                   ") is no GetUserSettings response");
  }
  DiscoveryStep step;
  step.busy = answer->code == "ServerBusy";
  if (answer->is_fault || answer->code != "NoError" || answer->users.empty()) {
    step.problem = answer->is_fault ? "a SOAP fault, " + answer->code
                                    : "the whole request's code is '" + answer->code + "'";
    return step;
  }
  const autodiscover::UserResponse& user = answer->users.front();
  if (user.code == "RedirectAddress") {
    step.redirect_address = user.redirect_target;
  } else if (user.code == "RedirectUrl") {
    step.redirect_url = user.redirect_target;
  } else if (user.code != "NoError") {
    step.busy = user.code == "ServerBusy";
    step.problem = "the user's code is '" + user.code + "'";
  } else {
    step.ews_url = user.ews_url();
    if (step.ews_url.empty()) step.problem = "neither ExternalEwsUrl nor InternalEwsUrl is given";
  }
  return step;
}

DiscoveryStep read_pox(const Exchange& exchange) {
  const auto answer = autodiscover::read_pox_answer(exchange.response->body);
  if (!answer) {
    return problem("the answer (status " + std::to_string(exchange.response->status) +
                   ") is no Autodiscover response");
  }
  if (!answer->error_code.empty()) return problem("error " + answer->error_code);
  DiscoveryStep step;
  step.redirect_address = answer->redirect_address;
  step.redirect_url = answer->redirect_url;
  step.ews_url = answer->ews_url;
  if (step.ews_url.empty() && step.redirect_address.empty() && step.redirect_url.empty()) {
    step.problem = "no protocol names an EwsUrl or ASUrl";
  }
  return step;
}

// A redirect by HTTP, or what `read` makes of the answer.
DiscoveryStep step_of(const plugin::Product& product, const Exchange& exchange,
                      const std::string& url, DiscoveryStep (*read)(const Exchange&)) {
  if (!exchange.complete()) return problem("no answer: " + exchange.failure->message);
  constexpr std::array redirects{301U, 302U, 303U, 307U, 308U};
  const unsigned status = exchange.response->status;
  if (status == unauthorized) {
    return problem("the token is not accepted: " + describe(product, exchange));
  }
  if (std::find(redirects.begin(), redirects.end(), status) == redirects.end()) {
    return read(exchange);
  }
  const std::string* location = find_header(exchange.response->headers, "Location");
  const auto next = location ? resolve_url(url, *location) : std::nullopt;
  if (!next) return problem("status " + std::to_string(status) + " without a usable Location");
  DiscoveryStep step;
  step.redirect_url = *next;
  return step;
}

// Why a token may not go there; empty when it may.
std::string objection_to(const Target& target, const std::string& url) {
  const std::optional<UrlParts> parts = parse_url(url);
  if (!parts) return "'" + url + "' is no URL";
  if (parts->scheme != "https") return "'" + url + "' is not https";
  if (!target.names_host(parts->host)) {
    return "'" + url + "' is outside the target's base URLs and its mailbox's allowed_domains";
  }
  return {};
}

Request request_of(const Dialect& dialect, std::string label, const std::string& url,
                   const std::string& address, const Caller& caller) {
  Request request = autodiscover_request(std::move(label), url, dialect.request(url, address));
  request.credentials.push_back({Secret(caller.token)});
  request.headers.push_back({"X-AnchorMailbox", address});
  if (!dialect.soap_action.empty()) request.headers.push_back({"SOAPAction", dialect.soap_action});
  return request;
}

Task<Discovery> discover(MailboxClient& client, Dialect dialect) {
  Discovery discovery;
  const plugin::MailboxService& service = client.context().product_version().mailbox_service();
  const std::string_view path = service.*dialect.path;
  if (path.empty()) {
    discovery.problem = "the product has no such service";
    co_return discovery;
  }
  std::string url = client.context().base_url(service.autodiscover_base_url) + std::string(path);
  std::string address = client.user().smtp;
  std::set<std::string> seen{url + " " + address};
  unsigned busy = 0;
  for (unsigned redirects = 0;;) {
    std::string label = dialect.label;
    if (redirects > 0) label += "." + std::to_string(redirects);
    if (busy > 0) label += ".after-busy-" + std::to_string(busy);
    const Caller caller = client.as_user(client.user(), url);
    Request request = request_of(dialect, std::move(label), url, address, caller);
    const Exchange* exchange = co_await client.context().send(std::move(request));
    const DiscoveryStep step = step_of(client.context().product(), *exchange, url, dialect.read);
    if (step.busy && busy++ < most_busy) {
      co_await client.context().pause(busy_pause);
      continue;
    }
    if (step.redirect_url.empty() && step.redirect_address.empty()) {
      discovery.ews_url = step.ews_url;
      discovery.problem = step.problem;
      co_return discovery;
    }
    if (!step.redirect_url.empty()) {
      discovery.objection = objection_to(client.context().target(), step.redirect_url);
      url = step.redirect_url;
    } else {
      address = step.redirect_address;
    }
    if (discovery.objection.empty() && !seen.insert(url + " " + address).second) {
      discovery.objection = "it leads back to '" + url + "' for '" + address + "'";
    }
    if (discovery.objection.empty() && ++redirects > most_redirects) {
      discovery.objection = "it redirects more than ten times";
    }
    if (!discovery.objection.empty()) {
      discovery.problem = "a redirect is not followed: " + discovery.objection;
      co_return discovery;
    }
  }
}

}  // namespace

Request autodiscover_request(std::string label, std::string url, std::string body) {
  Request request;
  request.label = std::move(label);
  request.method = "POST";
  request.url = std::move(url);
  request.body = std::move(body);
  request.only_asks = true;
  request.follow_redirects = false;
  request.headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"Accept", "text/xml"}};
  return request;
}

Task<Discovery> discover_by_soap(MailboxClient& client) {
  Dialect dialect{"history.autodiscover.soap", &plugin::MailboxService::autodiscover_path,
                  &ask_by_soap, autodiscover::user_settings_action(), &read_soap};
  co_return co_await discover(client, std::move(dialect));
}

Task<Discovery> discover_by_pox(MailboxClient& client) {
  Dialect dialect{"history.autodiscover.pox", &plugin::MailboxService::autodiscover_pox_path,
                  &ask_by_pox, "", &read_pox};
  co_return co_await discover(client, std::move(dialect));
}

Task<> find_service(MailboxClient& client) {
  ProbeContext& context = client.context();
  const plugin::MailboxService& service = context.product_version().mailbox_service();
  const std::string& fixed = context.target().mailbox->ews_url;
  client.set_ews_url(
      !fixed.empty() ? fixed : context.base_url(service.base_url) + std::string(service.path));
  if (!fixed.empty()) co_return;
  Discovery found = co_await discover_by_soap(client);
  if (found.ews_url.empty()) {
    context.record_fact("history.autodiscover.problem", found.problem);
    if (!found.objection.empty()) {
      context.record_fact("history.autodiscover.objection", found.objection);
    }
    Discovery by_pox = co_await discover_by_pox(client);
    if (by_pox.ews_url.empty()) co_return;
    found.ews_url = by_pox.ews_url;
  } else {
    context.record_fact("history.autodiscover.found", found.ews_url);
  }
  if (const std::string objection = objection_to(context.target(), found.ews_url);
      !objection.empty()) {
    context.record_fact("history.autodiscover.url-objection", objection);
    co_return;
  }
  client.set_ews_url(found.ews_url);
}

}  // namespace s2sconform::history
