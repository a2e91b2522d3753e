// Writes the sample runs as reports into a folder, for xmllint and the schema checks to read.
#include <cstdio>

#include "harness/comparison/comparison.h"
#include "reports/comparison_reports.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/output_folder.h"
#include "reports/results_json.h"
#include "tests/reports/sample_runs.h"

int main(int argument_count, char** arguments) {
  using namespace s2sconform;
  if (argument_count != 2) {
    std::fputs("usage: reports_write_samples FOLDER\n", stderr);
    return 2;
  }
  const Expected<OutputFolder> folder = OutputFolder::open(arguments[1]);
  if (!folder) {
    std::fprintf(stderr, "%s\n", folder.error().line().c_str());
    return 2;
  }
  const struct {
    const char* name;
    RunResult run;
  } samples[] = {{"sample", sample_run()},
                 {"waived", waived_run()},
                 {"hostile", hostile_run()},
                 {"huge", huge_run()},
                 {"large", large_run(100, 20)},
                 {"many", large_run(167, 300)},
                 {"empty", {}}};
  for (const auto& [name, run] : samples) {
    for (const auto& written :
         {folder->write(std::string(name) + ".xml",
                        [&](auto& out) { write_junit(run, JunitProfile::strict, out); }),
          folder->write(std::string(name) + ".rich.xml",
                        [&](auto& out) { write_junit(run, JunitProfile::rich, out); }),
          folder->write(std::string(name) + ".html",
                        [&](auto& out) { write_html(run, sample_evidence(run), out); }),
          folder->write(
              std::string(name) + ".comparison.xml",
              [&](auto& out) { write_comparison_junit(compare_runs(sample_run(), run, {}), out); }),
          folder->write(
              std::string(name) + ".comparison.json",
              [&](auto& out) { write_comparison_json(compare_runs(sample_run(), run, {}), out); }),
          folder->write(
              std::string(name) + ".comparison.html",
              [&](auto& out) { write_comparison_html(compare_runs(sample_run(), run, {}), out); }),
          folder->write(std::string(name) + ".json",
                        [&](auto& out) { write_results_json(run, out); })}) {
      if (!written) {
        std::fprintf(stderr, "%s\n", written.error().line().c_str());
        return 1;
      }
    }
  }
  return 0;
}
