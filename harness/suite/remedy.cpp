#include "harness/suite/remedy.h"

namespace s2sconform {

std::string remedy_text(const Remedy& remedy, const ProductVersion& version) {
  if (!remedy.topic) return remedy.text;
  const plugin::Product& product = *version.product;
  std::string_view of_product;
  switch (*remedy.topic) {
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
    case RemedyTopic::register_partner:
      of_product = version.tokens().register_partner;
      break;
    case RemedyTopic::refresh_partner:
      of_product = version.tokens().refresh_partner;
      break;
    case RemedyTopic::accept_tokens:
      of_product = version.tokens().accept_tokens;
      break;
    case RemedyTopic::name_partners:
      of_product = version.tokens().name_partners;
      break;
    case RemedyTopic::configure_trust:
      of_product = version.trust().remedy;
      break;
    case RemedyTopic::mailbox_service:
      of_product = version.mailbox_service().remedy;
      break;
  }
  std::string whole = remedy.text;
  if (!of_product.empty()) whole.append(whole.empty() ? "" : " ").append(of_product);
  return whole;
}

}  // namespace s2sconform
