#include "harness/suite/product.h"

#include <cstddef>

namespace s2sconform {

std::string_view ProductVersion::exemption_from(std::string_view requirement) const {
  for (const auto& exemptions : {version->exemptions, product->exemptions}) {
    for (const plugin::Exemption& exemption : exemptions) {
      if (exemption.requirement == requirement) return exemption.reason;
    }
  }
  return {};
}

const plugin::TokenDialect& ProductVersion::tokens() const {
  static constexpr plugin::TokenDialect defaults{};
  constexpr std::size_t second_edition =
      offsetof(plugin::Product, tokens) + sizeof(plugin::TokenDialect);
  return product->structure_size >= second_edition ? product->tokens : defaults;
}

}  // namespace s2sconform
