// What run and judge have in common: their options, and what they do with verdicts.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "harness/bundle/manifest.h"
#include "harness/commands/common_options.h"
#include "harness/run/plan.h"
#include "harness/verdict/run_result.h"
#include "reports/console_page.h"
#include "reports/html.h"
#include "reports/output_folder.h"

namespace CLI {
class App;
}

namespace s2sconform {

// -t, -s, -r and --require. The selection must outlive the parsing.
void add_selection_options(CLI::App& command, Selection& selection);

// --color and --quiet.
struct ConsoleChoice {
  std::string color = "auto";
  bool quiet = false;

  void add_to(CLI::App& command);
  ConsoleOptions options() const;
};

struct ReportOptions {
  std::string output;  // a folder
  std::string waivers_file;
  ConsoleChoice console;

  // -o, --waivers and those of the console. The struct must outlive the parsing.
  void add_to(CLI::App& command);
  // The same without -o.
  void add_without_output_to(CLI::App& command);
};

inline constexpr std::array report_names{"results.json", "junit.xml", "junit-rich.xml",
                                         "report.html"};

// What is needed to report, made before the first request is sent so that bad input costs nothing.
struct Reporting {
  OutputFolder folder;
  std::vector<Waiver> waivers;
};

Expected<Reporting> prepare_reporting(const ReportOptions& options,
                                      const std::vector<Suite>& suites);

// Makes a result of verdicts whole: waivers, readiness, coverage. `targets` are all of the file.
void complete_result(const Reporting& reporting, const std::vector<Target>& targets,
                     const std::vector<Suite>& suites, PluginRegistry& plugins, RunResult& result);

// Writes the reports that are made of verdicts and returns what was written.
Expected<std::vector<BundledFile>> write_reports(const OutputFolder& folder,
                                                 const RunResult& result,
                                                 const EvidenceSource& evidence);

// Writes the summary, unless it is not wanted. Returns the exit status of the result.
int print_summary(const ReportOptions& options, const RunResult& result);

}  // namespace s2sconform
