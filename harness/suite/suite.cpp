#include "harness/suite/suite.h"

#include <utility>

namespace s2sconform {

const std::string& ProbeContext::base_url(std::string_view name) const {
  const auto found = target_.base_urls.find(std::string(name));
  return found != target_.base_urls.end() ? found->second : target_.base_urls.at("metadata");
}

Task<const Exchange*> ProbeContext::send(Request request) {
  std::string label = request.label;
  Exchange exchange = co_await send_(std::move(request));
  co_return &evidence_.exchanges.insert_or_assign(std::move(label), std::move(exchange))
      .first->second;
}

std::string remedy_for(const Requirement& requirement, const plugin::Product& product) {
  std::string_view of_product;
  switch (requirement.topic) {
    case RemedyTopic::publish_metadata:
      of_product = product.remedies.publish_metadata;
      break;
    case RemedyTopic::renew_signing_key:
      of_product = product.remedies.renew_signing_key;
      break;
    case RemedyTopic::agree_on_realm:
      of_product = product.remedies.agree_on_realm;
      break;
    case RemedyTopic::renew_tls:
      of_product = product.remedies.renew_tls;
      break;
    case RemedyTopic::configure_transport:
      of_product = product.remedies.configure_transport;
      break;
  }
  std::string text(requirement.remedy);
  if (!of_product.empty()) text.append(text.empty() ? "" : " ").append(of_product);
  return text;
}

}  // namespace s2sconform
