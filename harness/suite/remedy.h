// What an administrator does about a broken requirement.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/suite/product.h"

namespace s2sconform {

// Which of a plugin's remedies speaks to an administrator of the product about a requirement.
enum class RemedyTopic {
  publish_metadata,
  renew_signing_key,
  agree_on_realm,
  renew_tls,
  configure_transport,
  register_partner,  // the harness's identity, or another product, is not trusted as it should be
  refresh_partner,   // what the product knows of a partner is out of date
  accept_tokens,     // tokens are accepted or refused wrongly
  name_partners,     // the challenge
  configure_trust,   // what a partner application may do
  mailbox_service,   // mailboxes, their web services and how these are found
};

// What anyone can do, in one sentence that may be empty, and the topic of the product's own words;
// nullopt: the text is all there is to say.
struct Remedy {
  std::string text;
  std::optional<RemedyTopic> topic;
};

// The remedy's text, and after it the plugin's own words for its topic.
std::string remedy_text(const Remedy& remedy, const ProductVersion& version);

}  // namespace s2sconform
