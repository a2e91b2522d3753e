#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "harness/base/patterns.h"
#include "harness/commands/baseline.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "reports/results_reader.h"

namespace s2sconform {
namespace {

struct WaiveCommandOptions {
  std::string results = "s2sconform-results";
  std::string waivers_file = "waivers.json";
  std::vector<std::string> targets;
  std::vector<std::string> requirements;
  TermOptions terms;
};

int waive(const WaiveCommandOptions& options) {
  const Expected<WaiverTerms> terms = options.terms.terms();
  if (!terms) return report_error(terms.error());
  const Expected<RunResult> run = read_results(options.results);
  if (!run) return report_error(run.error());
  const auto selected = [](const std::vector<std::string>& patterns, const std::string& name) {
    return patterns.empty() || matches_any(patterns, name);
  };
  const auto wanted = [&](const VerdictView& verdict) {
    return selected(options.targets, verdict.target) &&
           selected(options.requirements, verdict.requirement);
  };
  const bool any = std::any_of(
      run->verdicts.begin(), run->verdicts.end(),
      [&](const VerdictView& each) { return each.outcome == Outcome::fail && wanted(each); });
  if (!any) {
    return report_error({options.results, "no selected requirement failed in that run",
                         "look at its report for what did"});
  }
  const Expected<void> added = add_waivers(options.waivers_file, *run, *terms, wanted);
  return added ? exit_conforms : report_error(added.error());
}

}  // namespace

Command add_waive_command(CLI::App& app) {
  const auto options = std::make_shared<WaiveCommandOptions>();
  CLI::App* command =
      app.add_subcommand("waive", "Accept failures of a run for a time, in a waivers file");
  command
      ->add_option("results", options->results, "The output folder of a run, or its results.json")
      ->type_name("RESULTS")
      ->capture_default_str();
  command->add_option("--waivers", options->waivers_file, "The file that takes the entries")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("-t,--target", options->targets, "Only failures of these targets")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option("-r,--requirement", options->requirements, "Only failures of these requirements")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  options->terms.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform waive -r metadata.certificate-current --reason 'renewed on Sunday' \\\n"
      "      --owner anna --url https://tracker.contoso.com/17 --expires 2027-01-31\n"
      "  s2sconform run --waivers waivers.json");
  return [options] { return waive(*options); };
}

}  // namespace s2sconform
