#include "reports/result_sentence.h"

#include <algorithm>
#include <vector>

namespace s2sconform {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::string counted(std::size_t count, const std::string& singular, const std::string& plural) {
  return std::to_string(count) + ' ' + (count == 1 ? singular : plural);
}

std::string result_sentence(const RunResult& run) {
  const Tally counts = tally(run.verdicts);
  const auto out_of_order = static_cast<std::size_t>(
      std::count_if(run.waivers.begin(), run.waivers.end(),
                    [](const WaiverUse& use) { return use.fails_the_run(); }));
  std::string result;
  if (run.interrupted) result = "interrupted before the end; so far it ";
  if (counts.fail > 0) {
    result += "does not conform";
  } else if (out_of_order > 0) {
    result += "does not pass";
  } else if (counts.error > 0 || !run.missing_shards.empty()) {
    result += run.interrupted ? "is undecided" : "undecided";
  } else if (run.shard && run.targets.empty()) {
    result += "no target is in this shard";
  } else if (counts.pass + counts.warn + counts.waived == 0) {
    result += run.interrupted ? "judged nothing" : "nothing was judged";
  } else {
    result += "conforms";
  }

  std::vector<std::string> broken;
  if (counts.fail > 0) {
    broken.push_back(counted(counts.fail, "requirement failed", "requirements failed"));
  }
  if (out_of_order > 0) {
    broken.push_back(counted(out_of_order, "waiver is", "waivers are") + " out of order");
  }
  if (counts.error > 0) broken.push_back(std::to_string(counts.error) + " could not be judged");
  for (const Shard& shard : run.missing_shards) {
    broken.push_back("shard " + shard.text() + " is missing");
  }
  if (counts.warn > 0) broken.push_back(counted(counts.warn, "warning", "warnings"));
  if (!broken.empty()) result += ": " + joined(broken);

  std::vector<std::string> others{std::to_string(counts.pass) + " passed"};
  if (counts.skip > 0) others.push_back(std::to_string(counts.skip) + " skipped");
  if (counts.waived > 0) others.push_back(std::to_string(counts.waived) + " waived");
  return result + (broken.empty() ? ": " : "; ") + joined(others);
}

}  // namespace s2sconform
