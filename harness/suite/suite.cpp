#include "harness/suite/suite.h"

#include <utility>

namespace s2sconform {

const std::string& ProbeContext::base_url(std::string_view name) const {
  const auto found = target_.base_urls.find(std::string(name));
  return found != target_.base_urls.end() ? found->second : target_.base_urls.at("metadata");
}

void ProbeContext::record_fact(std::string label, std::string text) {
  evidence_.facts.insert_or_assign(std::move(label), std::move(text));
}

Task<const Exchange*> ProbeContext::send(Request request) {
  std::string label = request.label;
  Exchange exchange = co_await send_(std::move(request));
  co_return &evidence_.exchanges.insert_or_assign(std::move(label), std::move(exchange))
      .first->second;
}

ProbeContext* ProbeContext::peer(std::string_view name) const {
  const auto found = peers_.find(name);
  return found == peers_.end() ? nullptr : found->second;
}

}  // namespace s2sconform
