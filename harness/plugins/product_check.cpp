#include "harness/plugins/product_check.h"

#include <algorithm>
#include <cstddef>
#include <set>

#include "harness/base/ascii.h"
#include "harness/base/guid.h"

namespace s2sconform {
namespace {

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_path(std::string_view text) { return text.starts_with('/'); }

std::string resource_defect(const plugin::ProtectedResource& resource) {
  if (resource.path.empty()) return {};  // the product has none that is tested
  if (!is_path(resource.path)) return "resource.path does not begin with '/'";
  if (resource.base_url != "metadata" && resource.base_url != "resource") {
    return "resource.base_url is neither \"metadata\" nor \"resource\"";
  }
  if (resource.method != "GET" && resource.method != "POST") {
    return "resource.method is neither GET nor POST";
  }
  if (resource.accepted_status.empty() || resource.refused_status.empty()) {
    return "resource lists no accepted_status or no refused_status";
  }
  return {};
}

std::string versions_defect(std::span<const plugin::Version> versions) {
  if (versions.empty()) return "versions is empty";
  std::set<std::string_view> ids;
  for (const plugin::Version& version : versions) {
    if (!is_identifier(version.id))
      return "a version's id is not of lower-case letters, digits and '-'";
    if (!ids.insert(version.id).second)
      return "two versions have the id '" + std::string(version.id) + "'";
    if (version.display_name.empty()) return "a version has no display_name";
    if (version.dialect.name.empty()) return "a version's dialect has no name";
  }
  return {};
}

// Reads every byte that the description reaches. In the trial process a view that leads nowhere
// ends the trial and not the harness.
void read_whole(const plugin::Product& product) {
  volatile unsigned char sink = 0;
  const auto text = [&](std::string_view view) {
    for (const char c : view) sink = static_cast<unsigned char>(c);
  };
  const auto numbers = [&](std::span<const unsigned> values) {
    for (const unsigned value : values) sink = static_cast<unsigned char>(value);
  };
  const auto exemptions = [&](std::span<const plugin::Exemption> list) {
    for (const plugin::Exemption& exemption : list) {
      text(exemption.requirement);
      text(exemption.reason);
    }
  };
  for (const std::string_view view :
       {product.id, product.display_name, product.principal_id, product.metadata_path,
        product.root_certificate_path, product.resource.base_url, product.resource.path,
        product.resource.method, product.resource.content_type, product.resource.body,
        product.resource.diagnostics_header, product.remedies.publish_metadata,
        product.remedies.renew_signing_key, product.remedies.agree_on_realm,
        product.remedies.renew_tls, product.remedies.configure_transport}) {
    text(view);
  }
  constexpr std::size_t second_edition = offsetof(plugin::Product, trust);
  if (product.structure_size >= second_edition) {
    for (const std::string_view view :
         {product.tokens.register_partner, product.tokens.refresh_partner,
          product.tokens.accept_tokens, product.tokens.name_partners}) {
      text(view);
    }
  }
  constexpr std::size_t third_edition = offsetof(plugin::Product, mailbox_service);
  if (product.structure_size >= third_edition) {
    const plugin::AccountQuestion& account = product.account;
    for (const std::string_view view :
         {product.trust.remedy, account.base_url, account.path, account.method,
          account.content_type, account.own_body, account.other_body, account.impersonation_body,
          account.named_role_body, account.malformed_role_body, account.account_element,
          account.account_attribute, account.result_element, account.success,
          account.impersonation_role, account.impersonation_denied, account.malformed_role}) {
      text(view);
    }
    for (const plugin::OnboardingStep& step : product.onboarding) {
      for (const std::string_view view : {step.title, step.shell, step.command, step.undo}) {
        text(view);
      }
    }
  }
  if (product.structure_size >= sizeof(plugin::Product)) {
    const plugin::MailboxService& mailboxes = product.mailbox_service;
    for (const std::string_view view :
         {mailboxes.base_url, mailboxes.path, mailboxes.autodiscover_base_url,
          mailboxes.autodiscover_path, mailboxes.autodiscover_pox_path, mailboxes.server_version,
          mailboxes.folder, mailboxes.item_class, mailboxes.remedy}) {
      text(view);
    }
  }
  numbers(product.resource.accepted_status);
  numbers(product.resource.refused_status);
  for (const std::string_view suite : product.suites) text(suite);
  exemptions(product.exemptions);
  for (const plugin::Version& version : product.versions) {
    for (const std::string_view view : {version.id, version.display_name, version.dialect.name}) {
      text(view);
    }
    exemptions(version.exemptions);
  }
}

}  // namespace

std::string product_defect(const plugin::Product& product) {
  // The whole of version 1's first edition. Later editions append behind it.
  constexpr std::size_t first_edition = offsetof(plugin::Product, tokens);
  if (product.structure_size < first_edition) {
    return "structure_size is smaller than Product of API version 1";
  }
  read_whole(product);
  if (!is_identifier(product.id)) return "id is not of lower-case letters, digits and '-'";
  if (product.display_name.empty()) return "display_name is empty";
  if (!is_guid(product.principal_id) || product.principal_id != lower_case(product.principal_id))
    return "principal_id is not a lower-case GUID";
  if (!is_path(product.metadata_path)) return "metadata_path does not begin with '/'";
  if (!product.root_certificate_path.empty() && !is_path(product.root_certificate_path)) {
    return "root_certificate_path does not begin with '/'";
  }
  if (product.suites.empty()) return "suites is empty";
  if (std::string defect = versions_defect(product.versions); !defect.empty()) return defect;
  return resource_defect(product.resource);
}

}  // namespace s2sconform
