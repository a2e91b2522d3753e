// Writes a run of any size as results.json or report.html:
//
//     write_generated_run json|html VERDICTS SEED FILE
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "bench/generated_run.h"
#include "reports/html.h"
#include "reports/results_json.h"

int main(int argument_count, char** arguments) {
  using namespace s2sconform;
  if (argument_count != 5) {
    std::fputs("usage: write_generated_run json|html VERDICTS SEED FILE\n", stderr);
    return 2;
  }
  const RunResult run = bench::generated_run(std::strtoul(arguments[2], nullptr, 10),
                                             std::strtoul(arguments[3], nullptr, 10));
  std::ofstream out(arguments[4], std::ios::binary);
  if (std::string(arguments[1]) == "html") {
    write_html(
        run, [](const std::string&) { return Evidence(); }, out);
  } else {
    write_results_json(run, out);
  }
  out.close();
  return out ? 0 : 1;
}
