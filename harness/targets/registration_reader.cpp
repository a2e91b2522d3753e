#include "harness/targets/registration_reader.h"

#include <algorithm>

#include "harness/base/nearest.h"
#include "harness/identity/identity.h"

namespace s2sconform {
namespace {

constexpr TrustLevel levels[] = {TrustLevel::full, TrustLevel::application, TrustLevel::user};

std::optional<std::vector<std::string>> read_roles(ObjectReader& reader, ErrorSink& errors) {
  const LocatedJson* list = reader.find("linked_account_roles");
  if (!list || !expect_kind(*list, LocatedJson::Kind::array, errors)) return std::nullopt;
  std::vector<std::string> roles;
  for (const LocatedJson& role : list->elements) {
    if (expect_kind(role, LocatedJson::Kind::string, errors)) roles.push_back(role.text);
  }
  return roles;
}

std::optional<Registration> read_registration(const LocatedJson& object,
                                              const ReadContext& context) {
  if (!expect_kind(object, LocatedJson::Kind::object, context.errors)) return std::nullopt;
  ObjectReader reader(object, nullptr, context.errors);
  Registration registration;
  if (const auto name = reader.required_text("identity")) {
    registration.identity = find_identity(*name, reader.find("identity")->position, context);
  }
  std::vector<std::string> names;
  for (const TrustLevel level : levels) names.emplace_back(to_string(level));
  if (const auto chosen = reader.choice("application_trust_level", names)) {
    registration.application_trust_level = levels[*chosen];
  }
  registration.enabled = reader.boolean("enabled").value_or(true);
  registration.accept_security_identifier_information =
      reader.boolean("accept_security_identifier_information").value_or(false);
  registration.use_oauth_server = reader.boolean("use_oauth_server").value_or(false);
  registration.certificate_only = reader.boolean("certificate_only").value_or(false);
  registration.linked_account_roles = read_roles(reader, context.errors);
  registration.enable_app_only_policy = reader.boolean("enable_app_only_policy");
  registration.is_trust_broker = reader.boolean("is_trust_broker");
  reader.close();
  if (!registration.identity) return std::nullopt;
  return registration;
}

}  // namespace

std::string_view to_string(TrustLevel level) {
  switch (level) {
    case TrustLevel::full:
      return "Full";
    case TrustLevel::application:
      return "Application";
    case TrustLevel::user:
      return "User";
  }
  return "";
}

std::shared_ptr<const Identity> find_identity(const std::string& name, const Position& position,
                                              const ReadContext& context) {
  const auto found = context.identities.find(name);
  if (found != context.identities.end()) return found->second;
  std::vector<std::string> names;
  for (const auto& [known, identity] : context.identities) names.push_back(known);
  context.errors.report(position, "there is no identity '" + name + "'",
                        names.empty() ? "describe it in \"identities\" at the top of the file"
                                      : choices_with_nearest(name, names));
  return nullptr;
}

TestUser read_user(const LocatedJson& object, ErrorSink& errors) {
  TestUser user;
  if (!expect_kind(object, LocatedJson::Kind::object, errors)) return user;
  ObjectReader reader(object, nullptr, errors);
  const auto read = [&](const char* name, std::string& value) {
    if (const auto text = reader.text(name)) value = *text;
  };
  read("nameid", user.nameid);
  read("upn", user.upn);
  read("smtp", user.smtp);
  read("sip", user.sip);
  read("sid", user.sid);
  read("nii", user.nii);
  if (user.sip.starts_with("sip:")) {
    errors.report(reader.find("sip")->position, "the claim sip bears no 'sip:'",
                  "write '" + user.sip.substr(4) + "'");
  }
  if (user.nameid.empty() && user.upn.empty() && user.smtp.empty() && user.sip.empty()) {
    errors.report(object.position, "the user has no name",
                  "write one or more of nameid, upn, smtp, sip");
  }
  reader.close();
  return user;
}

void read_registrations(ObjectReader& reader, const ReadContext& context, Target& target) {
  const auto user = [&](const char* name, std::optional<TestUser>& into) {
    if (const LocatedJson* object = reader.find(name)) into = read_user(*object, context.errors);
  };
  user("other_user", target.other_user);
  user("foreign_user", target.foreign_user);
  user("ambiguous_user", target.ambiguous_user);
  target.token_server = reader.text("token_server").value_or("");
  const LocatedJson* list = reader.find("registrations");
  if (!list || !expect_kind(*list, LocatedJson::Kind::array, context.errors)) return;
  for (const LocatedJson& element : list->elements) {
    std::optional<Registration> registration = read_registration(element, context);
    if (!registration) continue;
    const bool known = std::any_of(
        target.registrations.begin(), target.registrations.end(),
        [&](const Registration& other) { return other.identity == registration->identity; });
    if (known) {
      context.errors.report(
          element.position,
          "the identity '" + registration->identity->name + "' is registered twice",
          "a product knows an application once: make another identity for another registration");
    }
    target.registrations.push_back(std::move(*registration));
  }
}

}  // namespace s2sconform
