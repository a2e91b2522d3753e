#include "harness/suite/product.h"

namespace s2sconform {

std::string_view ProductVersion::exemption_from(std::string_view requirement) const {
  for (const auto& exemptions : {version->exemptions, product->exemptions}) {
    for (const plugin::Exemption& exemption : exemptions) {
      if (exemption.requirement == requirement) return exemption.reason;
    }
  }
  return {};
}

}  // namespace s2sconform
