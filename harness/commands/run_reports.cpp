#include "harness/commands/run_reports.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

#include "harness/base/patterns.h"
#include "harness/commands/coverage.h"
#include "harness/waivers/waivers.h"
#include "harness/waivers/waivers_file.h"
#include "reports/console.h"
#include "reports/junit.h"
#include "reports/results_json.h"
#include "suites/readiness.h"

namespace s2sconform {
namespace {

// Whether some target of the file is bound by a waiver's requirement, selected in this run or not.
bool could_cover(const Waiver& waiver, const std::vector<Target>& targets,
                 const std::vector<Suite>& suites, PluginRegistry& plugins) {
  for (const Suite& suite : suites) {
    for (const Requirement& requirement : suite.requirements) {
      if (requirement.id != waiver.requirement) continue;
      return std::any_of(targets.begin(), targets.end(), [&](const Target& target) {
        if (!matches(waiver.target, target.name)) return false;
        const Expected<ProductVersion> product = find_product_version(target, plugins);
        return product && unbound_reason(suite, requirement, *product).empty();
      });
    }
  }
  return false;
}

}  // namespace

void add_selection_options(CLI::App& command, Selection& selection) {
  const auto patterns = [&](const char* name, std::vector<std::string>& list, const char* text) {
    command.add_option(name, list, text)->type_name("PATTERN")->allow_extra_args(false);
  };
  patterns("-t,--target", selection.targets, "Only targets of this name or pattern");
  patterns("-s,--suite", selection.suites, "Only suites of this id or pattern");
  patterns("-r,--requirement", selection.requirements, "Only requirements of this id or pattern");
  command.add_flag("--require{*}", selection.required,
                   "What the targets file lacks for a requirement (an identity at some trust "
                   "level, a user) is an error and no skip; --require=PATTERN for some "
                   "requirements");
}

void ConsoleChoice::add_to(CLI::App& command) {
  command.add_option("--color", color, "Colour the summary")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("-q,--quiet", quiet, "No summary; the exit status and the reports tell");
}

ConsoleOptions ConsoleChoice::options() const {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  ConsoleOptions console;
  console.color = color == "always" || (color == "auto" && terminal && !std::getenv("NO_COLOR"));
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) {
    console.width = size.ws_col;
  }
  return console;
}

void ReportOptions::add_to(CLI::App& command) {
  command.add_option("-o,--output", output, "Folder for the reports; made if it is missing")
      ->type_name("DIR")
      ->capture_default_str();
  add_without_output_to(command);
}

void ReportOptions::add_without_output_to(CLI::App& command) {
  command
      .add_option("--waivers", waivers_file,
                  "What is known to be broken and accepted for a time (docs/waivers.md)")
      ->type_name("FILE");
  console.add_to(command);
}

Expected<Reporting> prepare_reporting(const ReportOptions& options,
                                      const std::vector<Suite>& suites) {
  std::vector<Waiver> waivers;
  if (!options.waivers_file.empty()) {
    std::vector<std::string> requirements;
    for (const Suite& suite : suites) {
      for (const Requirement& each : suite.requirements) requirements.emplace_back(each.id);
    }
    auto loaded = load_waivers_file(options.waivers_file, requirements);
    if (!loaded) return Unexpected(loaded.error());
    waivers = std::move(*loaded);
  }
  Expected<OutputFolder> folder = OutputFolder::open(options.output);
  if (!folder) return Unexpected(folder.error());
  for (const char* name : report_names) {
    const std::filesystem::path report = folder->path() / name;
    if (std::filesystem::exists(report) && !std::filesystem::is_regular_file(report)) {
      return Unexpected(ConfigurationError{report.string(), "is in the way of a report",
                                           "name another output folder"});
    }
  }
  return Reporting{std::move(*folder), std::move(waivers)};
}

void complete_result(const Reporting& reporting, const std::vector<Target>& targets,
                     const std::vector<Suite>& suites, PluginRegistry& plugins, RunResult& result) {
  apply_waivers(
      reporting.waivers, std::chrono::floor<std::chrono::days>(result.started),
      [&](const Waiver& waiver) { return could_cover(waiver, targets, suites, plugins); }, result);
  result.readiness = assess_readiness(result);
  cover(suites, plugins, result);
}

Expected<std::vector<BundledFile>> write_reports(const OutputFolder& folder,
                                                 const RunResult& result,
                                                 const EvidenceSource& evidence) {
  const std::vector<OutputFolder::Report> reports{
      {report_names[0], [&](std::ostream& out) { write_results_json(result, out); }},
      {report_names[1], [&](std::ostream& out) { write_junit(result, JunitProfile::strict, out); }},
      {report_names[2], [&](std::ostream& out) { write_junit(result, JunitProfile::rich, out); }},
      {report_names[3], [&](std::ostream& out) { write_html(result, evidence, out); }}};
  const auto written = folder.write_all(reports);
  if (!written) return Unexpected(written.error());
  std::vector<BundledFile> files;
  for (std::size_t index = 0; index < reports.size(); ++index) {
    files.push_back({reports[index].name, (*written)[index].bytes, (*written)[index].sha256});
  }
  return files;
}

int print_summary(const ReportOptions& options, const RunResult& result) {
  if (!options.console.quiet) {
    std::cout << "Reports: " << options.output
              << "/{report.html,results.json,junit.xml,junit-rich.xml}\n";
    write_console_summary(result, options.console.options(), std::cout);
    std::cout << std::flush;
    if (!std::cout) {
      return report_error({"standard output", "the summary could not be written",
                           "read it in " + options.output + "/results.json"});
    }
  }
  return exit_status(result);
}

}  // namespace s2sconform
