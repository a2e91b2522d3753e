#include "harness/plugins/product_check.h"

#include <algorithm>
#include <cstddef>
#include <set>

namespace s2sconform {
namespace {

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_lower_case_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
    if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
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

}  // namespace

std::string product_defect(const plugin::Product& product) {
  // The whole of version 1's first edition. A later edition of version 1 appends behind it.
  if (product.structure_size < sizeof(plugin::Product)) {
    return "structure_size is smaller than Product of API version 1";
  }
  if (!is_identifier(product.id)) return "id is not of lower-case letters, digits and '-'";
  if (product.display_name.empty()) return "display_name is empty";
  if (!is_lower_case_guid(product.principal_id)) return "principal_id is not a lower-case GUID";
  if (!is_path(product.metadata_path)) return "metadata_path does not begin with '/'";
  if (!product.root_certificate_path.empty() && !is_path(product.root_certificate_path)) {
    return "root_certificate_path does not begin with '/'";
  }
  if (product.suites.empty()) return "suites is empty";
  if (std::string defect = versions_defect(product.versions); !defect.empty()) return defect;
  return resource_defect(product.resource);
}

}  // namespace s2sconform
