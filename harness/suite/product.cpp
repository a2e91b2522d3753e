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

namespace {

// Whether the plugin was built against a header that has `member`.
template <class Member>
bool knows(const plugin::Product& product, Member plugin::Product::*member) {
  const auto* begin = reinterpret_cast<const char*>(&product);
  const auto* end = reinterpret_cast<const char*>(&(product.*member)) + sizeof(Member);
  return static_cast<std::size_t>(end - begin) <= product.structure_size;
}

}  // namespace

const plugin::TokenDialect& ProductVersion::tokens() const {
  static constexpr plugin::TokenDialect defaults{};
  return knows(*product, &plugin::Product::tokens) ? product->tokens : defaults;
}

const plugin::TrustModel& ProductVersion::trust() const {
  static constexpr plugin::TrustModel defaults{};
  return knows(*product, &plugin::Product::trust) ? product->trust : defaults;
}

const plugin::AccountQuestion& ProductVersion::account() const {
  static constexpr plugin::AccountQuestion defaults{};
  return knows(*product, &plugin::Product::account) ? product->account : defaults;
}

plugin::Keeps ProductVersion::keeps() const {
  return knows(*product, &plugin::Product::keeps) ? product->keeps : plugin::Keeps::nothing;
}

std::span<const plugin::OnboardingStep> ProductVersion::onboarding() const {
  if (!knows(*product, &plugin::Product::onboarding)) return {};
  return product->onboarding;
}

const plugin::MailboxService& ProductVersion::mailbox_service() const {
  static constexpr plugin::MailboxService defaults{};
  return knows(*product, &plugin::Product::mailbox_service) ? product->mailbox_service : defaults;
}

}  // namespace s2sconform
