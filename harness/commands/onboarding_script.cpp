#include "harness/commands/onboarding_script.h"

#include "harness/base/placeholders.h"
#include "harness/identity/identity.h"

namespace s2sconform {
namespace {

constexpr std::string_view role_placeholder = "{role}";

Unexpected cannot(const Target& target, const std::string& problem, const std::string& remedy) {
  return Unexpected(ConfigurationError{target.place, problem, remedy});
}

// What placeholders stand for before they are quoted.
PlaceholderValues plain_values(const Target& target, const ProductVersion& product,
                               const Registration& registration) {
  const Identity& identity = *registration.identity;
  const std::string account = identity.name + "-ApplicationAccount";
  return {{"name", identity.name},
          {"metadata_url", identity.metadata_url},
          {"issuer", identity.application_id + "@" + target.realm},
          {"level",
           std::string(to_string(registration.application_trust_level.value_or(TrustLevel::full)))},
          {"site", target.base_url(product.product->resource.base_url)},
          {"account", account},
          {"account_address", account + "@" + target.realm}};
}

// One line, or one for each role.
Expected<std::vector<ScriptLine>> lines_of(const Target& target, const plugin::OnboardingStep& step,
                                           std::string_view command, PlaceholderValues values,
                                           const Registration& registration) {
  std::vector<ScriptLine> lines;
  const auto add = [&] {
    lines.push_back(
        {std::string(step.title), std::string(step.shell), fill_placeholders(command, values)});
  };
  if (command.empty()) return lines;
  if (command.find(role_placeholder) == command.npos) {
    add();
    return lines;
  }
  for (const std::string& role :
       registration.linked_account_roles.value_or(std::vector<std::string>())) {
    const auto quoted = powershell_literal(role);
    if (!quoted) return cannot(target, "a role " + quoted.error(), "correct it");
    values["role"] = *quoted;
    add();
  }
  return lines;
}

}  // namespace

tl::expected<std::string, std::string> powershell_literal(std::string_view text) {
  std::string quoted = "'";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) {
      return tl::unexpected(std::string("holds a control character"));
    }
    // ‘ ’ ‚ ‛ are E2 80 98 to E2 80 9B.
    const bool typographic = text.substr(at, 2) == "\xE2\x80" && at + 2 < text.size() &&
                             static_cast<unsigned char>(text[at + 2]) >= 0x98 &&
                             static_cast<unsigned char>(text[at + 2]) <= 0x9B;
    if (typographic) {
      quoted.append(text.substr(at, 3)).append(text.substr(at, 3));
      at += 2;
    } else {
      quoted.append(text[at] == '\'' ? 2 : 1, text[at]);
    }
  }
  return quoted + "'";
}

Expected<OnboardingScript> onboarding_script(const Target& target, const ProductVersion& product,
                                             const Registration& registration) {
  const Identity& identity = *registration.identity;
  if (product.onboarding().empty()) {
    return cannot(target, "the plugin of '" + target.product + "' describes no registration",
                  "see the product's own documentation");
  }
  if (registration.use_oauth_server || registration.certificate_only) {
    return cannot(
        target,
        "the identity '" + identity.name +
            "' is registered without a metadata document, and no steps are known for that",
        "register it by hand");
  }
  if (identity.metadata_url.empty()) {
    return cannot(target, "the identity '" + identity.name + "' has no \"metadata_url\"",
                  "add the URL at which the product can fetch its document ('s2sconform identity "
                  "serve' serves it)");
  }
  if (target.realm == "*") {
    return cannot(target, "the realm is \"*\"", "write the product's realm into the targets file");
  }
  PlaceholderValues values;
  for (const auto& [name, value] : plain_values(target, product, registration)) {
    const auto quoted = powershell_literal(value);
    if (!quoted)
      return cannot(target, "the value for " + name + " " + quoted.error(), "correct it");
    values[name] = *quoted;
  }
  values["enabled"] = registration.enabled ? "$true" : "$false";
  values["accept_sid"] = registration.accept_security_identifier_information ? "$true" : "$false";
  values["app_only"] =
      registration.enable_app_only_policy.value_or(true) ? " -EnableAppOnlyPolicy" : "";
  values["broker"] = registration.is_trust_broker.value_or(false) ? " -IsTrustBroker" : "";
  OnboardingScript script;
  std::vector<std::vector<ScriptLine>> undo;
  for (const plugin::OnboardingStep& step : product.onboarding()) {
    const auto commands = lines_of(target, step, step.command, values, registration);
    if (!commands) return Unexpected(commands.error());
    script.commands.insert(script.commands.end(), commands->begin(), commands->end());
    const auto back = lines_of(target, step, step.undo, values, registration);
    if (!back) return Unexpected(back.error());
    // What has to be read again is read again at the end, both ways.
    const auto where = step.undo == step.command ? script.undo.end() : script.undo.begin();
    script.undo.insert(where, back->begin(), back->end());
  }
  return script;
}

}  // namespace s2sconform
