#include "harness/targets/target.h"

#include <algorithm>

#include "harness/http/url.h"

namespace s2sconform {
namespace {

bool is_host_of(const std::string& url, std::string_view host) {
  const std::optional<UrlParts> parts = parse_url(url);
  return parts && parts->host == host;
}

}  // namespace

bool MailboxSettings::allows_host(std::string_view host) const {
  if (is_host_of(ews_url, host)) return true;
  return std::any_of(allowed_domains.begin(), allowed_domains.end(), [&](std::string_view domain) {
    return domain.starts_with("*.") ? host.ends_with(domain.substr(1)) : host == domain;
  });
}

bool Target::names_host(std::string_view host) const {
  return std::any_of(base_urls.begin(), base_urls.end(),
                     [&](const auto& base_url) { return is_host_of(base_url.second, host); }) ||
         (mailbox && mailbox->allows_host(host));
}

}  // namespace s2sconform
