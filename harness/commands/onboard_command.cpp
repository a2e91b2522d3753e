#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <span>

#include "harness/base/patterns.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/onboarding_script.h"
#include "harness/identity/identity.h"
#include "harness/run/plan.h"
#include "harness/run/run.h"
#include "suites/all_suites.h"
#include "suites/identity_document.h"

namespace s2sconform {
namespace {

struct OnboardCommandOptions {
  std::string product;
  std::string targets_file = "targets.json";
  std::string target;
  std::string identity;
  bool check = false;
  bool undo = false;
  PluginOptions plugins;
};

// The step of an onboarding that requirements show to have worked.
struct CheckedStep {
  const char* title;
  std::vector<std::string> requirements;
};

const std::vector<CheckedStep>& checked_steps() {
  static const std::vector<CheckedStep> steps{
      {"The identity's metadata document is served at its URL, with its key",
       {"identity.document-published"}},
      {"The product is reached, over TLS that can be trusted with a token",
       {"transport.chain", "transport.host-name", "transport.certificate-dates",
        "metadata.served"}},
      {"It names the application as one that it trusts (registered, enabled, read after a restart)",
       {"token.challenge-trusted-issuers"}},
      {"It accepts the application's token (the right keys, the right realm)",
       {"token.sane-before"}},
      {"The application may do what it is registered for, and nothing else", {"trust.*"}}};
  return steps;
}

std::string names_of(const std::vector<const Target*>& targets) {
  std::string names;
  for (const Target* target : targets) names += (names.empty() ? "" : ", ") + target->name;
  return names;
}

Expected<const Target*> choose_target(const OnboardCommandOptions& options,
                                      const std::vector<Target>& targets) {
  std::vector<const Target*> candidates;
  for (const Target& target : targets) {
    const bool named = options.target.empty() || target.name == options.target;
    if (target.product == options.product && named) candidates.push_back(&target);
  }
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    return Unexpected(ConfigurationError{
        options.targets_file,
        "there is no target of the product '" + options.product + "'" +
            (options.target.empty() ? "" : " with the name '" + options.target + "'"),
        "add one, or name another product ('s2sconform list products')"});
  }
  return Unexpected(ConfigurationError{
      options.targets_file,
      "several targets are of the product '" + options.product + "': " + names_of(candidates),
      "name one with --target"});
}

// As the targets file declares it, or with full trust where it does not.
Expected<Registration> choose_registration(const OnboardCommandOptions& options,
                                           const Target& target) {
  for (const Registration& registration : target.registrations) {
    const bool chosen = options.identity.empty() ? registration.identity == target.identity
                                                 : registration.identity->name == options.identity;
    if (chosen) return registration;
  }
  const bool is_target_s =
      options.identity.empty() || (target.identity && target.identity->name == options.identity);
  if (target.identity && is_target_s) {
    Registration registration;
    registration.identity = target.identity;
    registration.application_trust_level = TrustLevel::full;
    registration.linked_account_roles = std::vector<std::string>{"UserApplication"};
    registration.enable_app_only_policy = true;
    return registration;
  }
  return Unexpected(ConfigurationError{
      target.place,
      options.identity.empty()
          ? "the target names no identity"
          : "the target names no identity '" + options.identity + "', nor a registration of it",
      "add it as \"identity\" or to \"registrations\""});
}

// `before` stands before each command: "# " where it is not to be run with the others.
void print_lines(const std::vector<ScriptLine>& lines, const char* before) {
  std::string shell, title;
  for (const ScriptLine& line : lines) {
    if (line.shell != shell) std::cout << "\n# In the " << line.shell << "\n";
    if (line.title != title) std::cout << "# " << line.title << "\n";
    std::cout << before << line.command << "\n";
    shell = line.shell;
    title = line.title;
  }
}

int print_script(const Target& target, const ProductVersion& product,
                 const Registration& registration, bool undo) {
  const Expected<OnboardingScript> script = onboarding_script(target, product, registration);
  if (!script) return report_error(script.error());
  if (undo) {
    print_lines(script->undo, "");
    return exit_conforms;
  }
  std::cout << "# Makes the application " << registration.identity->application_id << " ('"
            << registration.identity->name << "') a partner application of\n# "
            << product.display_name() << " ('" << target.name
            << "'). Its metadata document must be served at\n# "
            << registration.identity->metadata_url << " meanwhile.\n";
  print_lines(script->commands, "");
  std::cout << "\n# To take it back (--undo prints this alone):\n";
  print_lines(script->undo, "#   ");
  std::cout << "\n# Then: s2sconform onboard " << target.product << " --target " << target.name
            << " --identity " << registration.identity->name << " --check\n";
  return exit_conforms;
}

bool is_of(const CheckedStep& step, const VerdictView& verdict) {
  return matches_any(step.requirements, verdict.requirement);
}

// Prints the step and returns the exit status that it alone would give.
int print_step(std::size_t number, const CheckedStep& step, const RunResult& result) {
  std::optional<VerdictView> broken, open;
  std::size_t judged = 0;
  for (const VerdictView verdict : result.verdicts) {
    if (!is_of(step, verdict)) continue;
    judged += verdict.outcome != Outcome::skip ? 1 : 0;
    if (!broken && !verdict.findings.empty()) broken.emplace(verdict);
    if (!open && verdict.outcome == Outcome::error) open.emplace(verdict);
  }
  const char* word = broken ? "NO  " : open || judged == 0 ? "?   " : "yes ";
  std::cout << word << number << ". " << step.title << "\n";
  if (broken) {
    const Finding& finding = broken->findings.front();
    std::cout << "     " << broken->requirement << ": expected " << finding.expected
              << "\n     found: " << finding.actual << "\n     what to do: " << broken->remedy
              << "\n";
    return exit_fails;
  }
  if (open) std::cout << "     " << open->requirement << ": " << open->reason << "\n";
  if (judged == 0) std::cout << "     nothing could be judged\n";
  return open || judged == 0 ? exit_undecided : exit_conforms;
}

// A registration is looked at as the only one, and as the target's identity.
int check_onboarding(const Target& target, const Registration& registration,
                     PluginRegistry& plugins, int stop_descriptor) {
  std::vector<Target> targets{target};
  targets.front().identity = registration.identity;
  targets.front().registrations = {registration};
  targets.front().token_server.clear();
  targets.front().partners.clear();
  Selection selection;
  for (const CheckedStep& step : std::span(checked_steps()).subspan(1)) {  // the product's
    selection.requirements.insert(selection.requirements.end(), step.requirements.begin(),
                                  step.requirements.end());
  }
  const std::vector<Suite> suites = all_suites();
  Expected<Plan> plan = make_plan(targets, suites, plugins, selection);
  if (!plan) return report_error(plan.error());
  // The document is asked for as the product is: by the same CAs, names and proxy.
  const Suite of_identity = identity_document_suite(registration.identity);
  Target document = target;
  document.name = registration.identity->name + "-document";
  document.headers.clear();
  if (!registration.identity->metadata_url.empty()) {
    document.base_urls = {{"metadata", registration.identity->metadata_url}};
    plan->targets.push_back({&document,
                             partner_application(),
                             {{&of_identity, &of_identity.requirements.front()}},
                             {{&of_identity, {&of_identity.probes.front()}}},
                             {},
                             {}});
  }
  const Expected<RunResult> result = run_here(*plan, stop_descriptor);
  if (!result) return report_error(result.error());
  if (result->interrupted) return exit_status(*result);
  std::cout << "Is the application " << registration.identity->application_id << " ('"
            << registration.identity->name << "') a partner application of '" << target.name
            << "'?\n";
  for (std::size_t index = 0; index < checked_steps().size(); ++index) {
    const bool unknown_url = index == 0 && registration.identity->metadata_url.empty();
    if (unknown_url) continue;  // registered without one: the product's answer has to tell
    const int status = print_step(index + 1, checked_steps()[index], *result);
    if (status != exit_conforms) return status;
  }
  return exit_conforms;
}

int onboard(const OnboardCommandOptions& options, int stop_descriptor) {
  const Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return report_error(file.error());
  const Expected<const Target*> target = choose_target(options, file->targets);
  if (!target) return report_error(target.error());
  const Expected<Registration> registration = choose_registration(options, **target);
  if (!registration) return report_error(registration.error());
  PluginRegistry plugins(options.plugins.search());
  if (options.check) return check_onboarding(**target, *registration, plugins, stop_descriptor);
  const Expected<ProductVersion> product = find_product_version(**target, plugins);
  if (!product) return report_error(product.error());
  return print_script(**target, *product, *registration, options.undo);
}

}  // namespace

Command add_onboard_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<OnboardCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "onboard",
      "Print the commands that make the harness's identity a partner application of a product, and "
      "those that take it back; or check that it worked. Nothing is changed anywhere");
  command->add_option("product", options->product, "The product: 's2sconform list products'")
      ->type_name("PRODUCT")
      ->required();
  command->add_option("--targets", options->targets_file, "The targets file")
      ->type_name("FILE")
      ->capture_default_str();
  command
      ->add_option("-t,--target", options->target, "The target, where several are of the product")
      ->type_name("NAME");
  command
      ->add_option("--identity", options->identity,
                   "An identity of the file; without it, the target's own")
      ->type_name("NAME");
  command->add_flag("--check", options->check,
                    "Ask the product, step by step, and say which step did not work");
  command->add_flag("--undo", options->undo, "Print only the commands that take it back")
      ->excludes("--check");
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform onboard exchange > register.ps1       what an administrator runs there\n"
      "  s2sconform onboard lync --identity harness-user  another identity, at its own level\n"
      "  s2sconform onboard exchange --check              did it work?\n\n"
      "Exit status of --check: 0 it worked; 1 a step did not; 2 usage or configuration; 3 a step\n"
      "could not be judged.");
  return [options, stop_descriptor] { return onboard(*options, stop_descriptor); };
}

}  // namespace s2sconform
