#include "suites/trust/trust_probes.h"

#include <algorithm>
#include <list>

#include "harness/base/placeholders.h"
#include "harness/xml/xml_text.h"
#include "suites/metadata/metadata_probes.h"
#include "suites/protected_resource.h"
#include "suites/token_server/token_request.h"
#include "suites/trust/trust_calls.h"

namespace s2sconform::trust {
namespace {

// The factories of a target's registrations: signing a token once serves all its calls.
struct Factories {
  explicit Factories(ProbeContext& of) : context(of) {}

  token::TokenFactory& of(const Registration& registration) {
    const auto found = std::find_if(made.begin(), made.end(), [&](const auto& each) {
      return &each.identity() == registration.identity.get();
    });
    return found != made.end() ? *found : made.emplace_back(context, registration.identity);
  }

  ProbeContext& context;
  std::list<token::TokenFactory> made;
};

Request account_request(const ProbeContext& context, std::string label, const Call& call) {
  const plugin::AccountQuestion& question = context.product_version().account();
  std::string body =
      fill_placeholders(question.content_type.empty() ? std::string_view() : call.body,
                        {{"address", xml_escaped(call.address)},
                         {"role", xml_escaped(std::string(question.impersonation_role))}});
  return described_request(context, std::move(label), question, std::move(body));
}

// The token server's actor token for the identity, or why there is none.
Task<> ask_for_consent(ProbeContext& context, Bench& bench) {
  ProbeContext* const server = context.peer(context.target().token_server);
  if (!server) {
    bench.consent_missing =
        "the target has no \"token_server\": add the name of a target whose tokens it trusts";
    co_return;
  }
  token_server::TokenClient client(*server, bench.registration.identity,
                                   token_server::resource_of(context));
  const Exchange* document =
      co_await server->send_once(metadata::get_document(*server, "trust.token-server.document"));
  if (document->complete()) client.read_document(document->response->body);
  if (client.endpoint().empty()) {
    bench.consent_missing = "the token server's metadata document names no issuance endpoint";
    co_return;
  }
  Request request = token_server::token_request(
      call_label(bench.registration.identity->name, "token"), client.endpoint(),
      client.by_assertion(client.sealed_assertion()));
  Secret issued;
  request.read_unredacted = [&issued](std::string_view body) {
    issued = token_server::access_token_in(body);
  };
  co_await server->send(std::move(request));
  bench.issued = std::string(issued.reveal());
  bench.consent_missing = "the token server issued no token for the identity '" +
                          bench.registration.identity->name + "'";
}

bool can_be_made(const CallKind& kind, const ProbeContext& context) {
  return !kind.needs_account || !context.product_version().account().path.empty();
}

Task<> make_calls(ProbeContext& context, const CallKind& kind, const Registration& registration) {
  const std::string& identity = registration.identity->name;
  Bench bench{context, registration, context.derived<Factories>().of(registration), {}, {}};
  if (!bench.factory.obstacle().empty()) {
    context.record_fact(missing_label(identity, kind.name), bench.factory.obstacle());
    co_return;
  }
  if (kind.needs_token_server) co_await ask_for_consent(context, bench);
  const Calls calls = kind.make(bench);
  if (!calls) {
    context.record_fact(missing_label(identity, kind.name), calls.error());
    co_return;
  }
  for (const Call& call : *calls) {
    if (kind.needs_account && call.body.empty() &&
        !context.product_version().account().content_type.empty()) {
      continue;  // the product cannot be asked that
    }
    std::string label = call_label(identity, kind.name, call.suffix);
    Request request = kind.needs_account ? account_request(context, std::move(label), call)
                                         : resource_request(context, std::move(label));
    request.credentials.push_back({Secret(call.token)});
    co_await context.send(std::move(request));
  }
}

Task<> probe_kind(ProbeContext& context, const CallKind& kind) {
  if (!can_be_made(kind, context)) co_return;
  for (const Registration& registration : context.target().registrations) {
    const auto wants = [&](const RegistrationKind* each) {
      if (!each->is_expressible(context.product_version())) return false;
      const auto found = registrations_of(context.target(), context.product_version(), *each);
      return std::find(found.begin(), found.end(), &registration) != found.end();
    };
    if (!std::any_of(kind.registrations.begin(), kind.registrations.end(), wants)) continue;
    co_await make_calls(context, kind, registration);
  }
}

}  // namespace

std::string call_label(const std::string& identity, std::string_view call,
                       std::string_view suffix) {
  std::string label = "trust." + identity + "." + std::string(call);
  if (!suffix.empty()) label.append(".").append(suffix);
  return label;
}

std::string missing_label(const std::string& identity, std::string_view call) {
  return call_label(identity, call, "missing");
}

std::vector<Probe> probes() {
  std::vector<Probe> probes{{"anonymous", &probe_without_token}};
  for (const CallKind& kind : call_kinds()) {
    probes.push_back(
        {kind.name, [&kind](ProbeContext& context) { return probe_kind(context, kind); }});
  }
  return probes;
}

}  // namespace s2sconform::trust
