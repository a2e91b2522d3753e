// The product that a target is, as its plugin describes it.
#pragma once

#include <s2sconform/plugin.h>

#include <span>
#include <string>
#include <string_view>

namespace s2sconform {

// ProductVersion borrows from a plugin, which stays loaded until the process ends.
struct ProductVersion {
  const plugin::Product* product = nullptr;
  const plugin::Version* version = nullptr;

  std::string display_name() const { return std::string(version->display_name); }
  // The reason why the requirement does not bind this version; empty when it does.
  std::string_view exemption_from(std::string_view requirement) const;
  // The plugin's, or the defaults where it was built before there were any.
  const plugin::TokenDialect& tokens() const;
  const plugin::TrustModel& trust() const;
  const plugin::AccountQuestion& account() const;
  plugin::Keeps keeps() const;
  std::span<const plugin::OnboardingStep> onboarding() const;
  const plugin::MailboxService& mailbox_service() const;
};

}  // namespace s2sconform
