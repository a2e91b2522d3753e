#include "harness/commands/onboarding_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/identity/identity.h"
#include "harness/identity/key_files.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr plugin::OnboardingStep steps[] = {
    {"role", "Shell", "Add-Role {role} {account}", "Remove-Role {role}"},
    {"register", "Shell", "New -Name {name} -Url {metadata_url} -On {enabled}{app_only}{broker}",
     "Remove {name}"},
    {"restart", "Shell", "iisreset", "iisreset"}};

constexpr plugin::Version version{
    .id = "1", .display_name = "Chat", .dialect = {}, .exemptions = {}};

SigningKey any_key() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return *make_signing_key(2048, {"test", now, now + std::chrono::hours{1}});
}

class Onboarding : public testing::Test {
 protected:
  Onboarding() {
    product.onboarding = steps;
    product.resource.base_url = "metadata";
    target.place = "targets.json:1:1";
    target.product = "chat";
    target.realm = "contoso.com";
    target.base_urls = {{"metadata", "https://chat.contoso.com"}};
    use("harness", "https://partner.contoso.com/metadata/json/1");
  }
  void use(const std::string& name, const std::string& url) {
    static const SigningKey key = any_key();
    registration.identity = std::make_shared<const Identity>(Identity{.name = name,
                                                                      .application_id = "id",
                                                                      .key = key,
                                                                      .next_key = std::nullopt,
                                                                      .client_secret = Secret(),
                                                                      .metadata_url = url});
  }
  Expected<OnboardingScript> script() {
    return onboarding_script(target, {&product, &version}, registration);
  }

  plugin::Product product;
  Target target;
  Registration registration;
};

TEST(PowershellLiteral, NothingEndsItBeforeItsEnd) {
  EXPECT_EQ(powershell_literal("plain"), "'plain'");
  EXPECT_EQ(powershell_literal("o'brien; Remove-Item $env:x `n"),
            "'o''brien; Remove-Item $env:x `n'");
  for (const char* quote : {"\u2018", "\u2019", "\u201A", "\u201B"}) {
    EXPECT_EQ(powershell_literal(quote), "'" + std::string(quote) + quote + "'");
  }
  EXPECT_EQ(powershell_literal("\u201C"), "'\u201C'");
  EXPECT_FALSE(powershell_literal("a\nb"));
  EXPECT_FALSE(powershell_literal(std::string_view("a\0b", 3)));
}

TEST_F(Onboarding, CommandsAreFilledInAndTakenBackInTheReverseOrder) {
  registration.linked_account_roles = std::vector<std::string>{"One", "Two"};
  registration.enabled = false;
  registration.is_trust_broker = true;
  const auto made = script();
  ASSERT_TRUE(made) << made.error().line();
  ASSERT_THAT(made->commands, SizeIs(4));
  EXPECT_EQ(made->commands[0].command, "Add-Role 'One' 'harness-ApplicationAccount'");
  EXPECT_EQ(made->commands[1].command, "Add-Role 'Two' 'harness-ApplicationAccount'");
  EXPECT_EQ(made->commands[2].command,
            "New -Name 'harness' -Url 'https://partner.contoso.com/metadata/json/1' -On $false "
            "-EnableAppOnlyPolicy -IsTrustBroker");
  ASSERT_THAT(made->undo, SizeIs(4));
  EXPECT_EQ(made->undo[0].command, "Remove 'harness'");
  EXPECT_EQ(made->undo[1].command, "Remove-Role 'One'");
  EXPECT_EQ(made->undo[3].command, "iisreset");
}

TEST_F(Onboarding, ValuesAreNoPlaceholders) {
  use("harness", "https://partner.contoso.com/{name}/'");
  EXPECT_THAT(script()->commands[0].command,
              HasSubstr("-Url 'https://partner.contoso.com/{name}/'''"));
}

TEST_F(Onboarding, WhatIsMissingIsSaid) {
  use("harness", "");
  EXPECT_THAT(script().error().line(), HasSubstr("has no \"metadata_url\""));
  use("harness", "https://partner.contoso.com/\x07");
  EXPECT_THAT(script().error().line(), HasSubstr("control character"));
  use("harness", "https://partner.contoso.com");
  target.realm = "*";
  EXPECT_THAT(script().error().line(), HasSubstr("realm"));
  target.realm = "contoso.com";
  registration.use_oauth_server = true;
  EXPECT_THAT(script().error().line(), HasSubstr("without a metadata document"));
  product.onboarding = {};
  EXPECT_THAT(script().error().line(), HasSubstr("describes no registration"));
}

}  // namespace
}  // namespace s2sconform
