#include "suites/token/token_probes.h"

#include "suites/metadata/metadata_document.h"
#include "suites/metadata/metadata_probes.h"
#include "suites/protected_resource.h"
#include "suites/token/token_cases.h"

namespace s2sconform::token {
namespace {

constexpr std::size_t same_answer_repetitions = 3;

// Takes the attempt by value: the coroutine outlives the caller's.
Task<const Exchange*> present(ProbeContext& context, std::string label, Attempt attempt) {
  Request request = resource_request(context, std::move(label));
  request.credentials = std::move(attempt.credentials);
  request.query_token = std::move(attempt.query_token);
  for (Header& header : attempt.headers) request.headers.push_back(std::move(header));
  co_return co_await context.send(std::move(request));
}

Task<> probe_document(ProbeContext& context) {
  const Exchange* answer =
      co_await context.send_once(metadata::get_document(context, metadata::first_get_label));
  if (!answer->complete()) co_return;
  CertificateCache cache;
  const metadata::Document document =
      metadata::parse_document(answer->response->body, answer->request.url, cache);
  std::vector<std::string>& found = context.derived<TokenFactory>().product_certificates;
  for (const metadata::Key* key : document.signing_certificates()) {
    found.push_back((*key->certificate)->der);
  }
}

Attempt by_next_key(TokenFactory& factory) {
  Draft draft = factory.app_only();
  const SigningKey& key = *factory.identity().next_key;
  draft.header.set("x5t", json_string(key.x5t()));
  draft.signing.key = &key;
  return factory.alone(draft);
}

Task<> probe_good_tokens(ProbeContext& context, std::string name) {
  TokenFactory& factory = context.derived<TokenFactory>();
  if (!factory.obstacle().empty()) {
    context.record_fact(obstacle_label, factory.obstacle());
    co_return;
  }
  const std::string label = "token." + name;
  const Exchange* app_only =
      co_await present(context, label + ".app-only", factory.alone(factory.app_only()));
  const bool app_only_accepted = is_accepted(context.product(), *app_only);
  bool user_accepted = false;
  if (factory.has_user()) {
    user_accepted = is_accepted(
        context.product(),
        *co_await present(context, label + ".user",
                          bearer(seal_around(factory.outer(), factory.sealed_actor()))));
  }
  if (name != "sane-before") co_return;
  factory.app_only_accepted = app_only_accepted;
  factory.user_accepted = user_accepted;
  if (!app_only_accepted && !user_accepted && factory.identity().next_key) {
    co_await present(context, label + ".next-key", by_next_key(factory));
  }
}

Task<> probe_before(ProbeContext& context) { return probe_good_tokens(context, "sane-before"); }
Task<> probe_after(ProbeContext& context) { return probe_good_tokens(context, "sane-after"); }

// One case, its attempts one after the other.
Task<> probe_case(ProbeContext& context, TokenCase token_case) {
  TokenFactory& factory = context.derived<TokenFactory>();
  // A refusal proves nothing where a good token is not accepted, and token.sane-before says so.
  if (!factory.app_only_accepted && !factory.user_accepted) co_return;
  Made made = token_case.make(factory);
  if (!made) {
    context.record_fact(made.error().prerequisite ? prerequisite_label(token_case.name)
                                                  : reason_label(token_case.name),
                        made.error().text);
    co_return;
  }
  for (std::size_t index = 0; index < made->size(); ++index) {
    co_await present(context, attempt_label(token_case.name, index), std::move((*made)[index]));
  }
}

// Interleaved, so that a server that grows slower grows slower for both.
Task<> probe_same_answer(ProbeContext& context) {
  TokenFactory& factory = context.derived<TokenFactory>();
  if (!factory.app_only_accepted && !factory.user_accepted) co_return;
  const SigningKey& stranger = factory.stranger();
  for (std::size_t index = 0; index < same_answer_repetitions; ++index) {
    co_await present(context, attempt_label("same-answer.unknown-key", index),
                     factory.edited([&](Draft& draft) {
                       draft.header.set("x5t", json_string(stranger.x5t()));
                       draft.signing.key = &stranger;
                     }));
    co_await present(context, attempt_label("same-answer.wrong-key", index),
                     factory.edited([&](Draft& draft) { draft.signing.key = &stranger; }));
  }
}

}  // namespace

std::string attempt_label(std::string_view name, std::size_t index) {
  return "token." + std::string(name) + "." + std::to_string(index);
}

std::string reason_label(std::string_view name) { return "token." + std::string(name) + ".reason"; }

std::string prerequisite_label(std::string_view name) {
  return "token." + std::string(name) + ".prerequisite";
}

std::vector<Probe> probes() {
  std::vector<Probe> probes{{"anonymous", &probe_without_token},
                            {"document", &probe_document, Stage::first},
                            {"sane-before", &probe_before, Stage::first},
                            {"same-answer", &probe_same_answer},
                            {"sane-after", &probe_after, Stage::last}};
  for (const auto& cases : {accepted_cases(), form_cases(), signature_cases(), claim_cases()}) {
    for (const TokenCase& token_case : cases) {
      probes.push_back({token_case.name, [token_case](ProbeContext& context) {
                          return probe_case(context, token_case);
                        }});
    }
  }
  return probes;
}

}  // namespace s2sconform::token
