// Measures the metadata job: the metadata suite on as many targets as make about 200 requests, with
// JUnit, JSON and evidence written, against a bare libcurl loop that sends the same requests, on
// this machine in this minute. Also how long `list` takes.
//
//     build/release/bench/metadata_job
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr int targets = 29;  // with seven requests each
constexpr int rounds = 11;

struct Cost {
  double milliseconds = 0;
  double cpu_milliseconds = 0;
  double peak_mebibytes = 0;
};

double milliseconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

// Runs the command with `input` as its standard input and its output thrown away; throws when it
// does not end with status 0.
Cost measure(const std::vector<std::string>& command, const std::string& input = "/dev/null") {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    std::vector<char*> arguments;
    for (const std::string& argument : command)
      arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    if (!std::freopen("/dev/null", "w", stdout) || !std::freopen(input.c_str(), "r", stdin)) {
      ::_exit(127);
    }
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(command[0] + " failed");
  return {wall.count(), milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Cost median_of(const std::vector<Cost>& costs) {
  std::vector<double> wall, cpu, peak;
  for (const Cost& cost : costs) {
    wall.push_back(cost.milliseconds);
    cpu.push_back(cost.cpu_milliseconds);
    peak.push_back(cost.peak_mebibytes);
  }
  return {median(wall), median(cpu), median(peak)};
}

void print(const char* what, const Cost& cost) {
  std::printf("%-28s %8.1f ms wall %8.1f ms CPU %7.1f MiB\n", what, cost.milliseconds,
              cost.cpu_milliseconds, cost.peak_mebibytes);
}

// The lab, on a pipe: it ends with this program.
std::string start_lab(const std::filesystem::path& folder) {
  std::array<int, 2> input{}, output{};
  if (::pipe(input.data()) != 0 || ::pipe(output.data()) != 0) throw std::runtime_error("no pipe");
  if (::fork() == 0) {
    ::dup2(input[0], STDIN_FILENO);
    ::dup2(output[1], STDOUT_FILENO);
    ::close(input[1]);
    ::close(output[0]);
    ::execl(PROGRAMS "/s2s-lab", "s2s-lab", "serve", "--persona", "exchange-2019", "--output",
            folder.c_str(), "--until-stdin-closes", nullptr);
    ::_exit(127);
  }
  ::close(input[0]);
  ::close(output[1]);
  char character = 0;
  while (::read(output[0], &character, 1) == 1 && character != '\n') {
  }
  return (folder / "targets.json").string();
}

int run() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("s2sconform-bench-" + std::to_string(::getpid()));
  nlohmann::json lab = nlohmann::json::parse(std::ifstream(start_lab(folder)));
  const nlohmann::json target = lab["targets"][0];
  std::string connect_to;
  for (const auto& [host, address] : target["resolve"].items()) {
    if (host.ends_with(":443")) connect_to += host + ":" + std::string(address) + " ";
  }

  nlohmann::json many{{"targets", nlohmann::json::array()}};
  for (int index = 0; index < targets; ++index) {
    nlohmann::json copy = target;
    copy["name"] = "target-" + std::to_string(index);
    copy["requests_per_second"] = 100'000;
    copy["concurrent_requests"] = 2;
    many["targets"].push_back(copy);
  }
  const std::string file = (folder / "many.json").string();
  std::ofstream(file) << many;
  const std::filesystem::path results = folder / "results";
  const std::vector<std::string> job = {
      PROGRAMS "/s2sconform", "run", file, "-s", "metadata", "-q", "-o", results.string()};
  measure(job);  // once for the list of its requests

  const std::string list = (folder / "requests.txt").string();
  std::ofstream requests(list);
  std::ifstream evidence(results / "evidence.jsonl");
  int request_count = 0;
  for (std::string line; std::getline(evidence, line); ++request_count) {
    const nlohmann::json request = nlohmann::json::parse(line)["request"];
    requests << std::string(request["method"]) << ' ' << std::string(request["url"]) << '\n';
  }
  requests.close();
  const std::size_t verdicts =
      nlohmann::json::parse(std::ifstream(results / "results.json"))["verdicts"].size();
  const std::vector<std::string> bare = {BARE_CURL_LOOP, connect_to, (folder / "ca.pem").string()};

  std::vector<Cost> bare_costs, job_costs, list_costs;
  for (int round = 0; round < rounds; ++round) {  // in turn, so that both meet the same machine
    bare_costs.push_back(measure(bare, list));
    job_costs.push_back(measure(job));
    list_costs.push_back(measure({PROGRAMS "/s2sconform", "list", "coverage"}));
  }
  const Cost bare_cost = median_of(bare_costs), job_cost = median_of(job_costs);
  std::printf("%d requests, %zu verdicts, medians of %d rounds\n", request_count, verdicts, rounds);
  print("bare libcurl loop", bare_cost);
  print("s2sconform run -s metadata", job_cost);
  print("s2sconform list coverage", median_of(list_costs));
  std::printf("ratio %.2f (goal 1.50), peak %.1f MiB (goal 25)\n",
              job_cost.milliseconds / bare_cost.milliseconds, job_cost.peak_mebibytes);
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "metadata_job: %s\n", exception.what());
    return 1;
  }
}
