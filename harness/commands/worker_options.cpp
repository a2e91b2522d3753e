#include "harness/commands/worker_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

namespace s2sconform {

void WorkerOptions::add_to(CLI::App& command) {
  const auto bound = [&](const char* name, unsigned& value, const char* text, unsigned most) {
    command.add_option(name, value, text)->type_name("NUMBER")->check(CLI::Range(1u, most));
  };
  bound("--workers", workers_, "Processes that probe and judge at once; without it one a processor",
        256);
  bound("--worker-silence", silence_seconds_,
        "Seconds after which one that says nothing is killed [120]", 86400);
  bound("--worker-deadline", whole_seconds_, "Seconds after which one is killed anyhow [3600]",
        604800);
  bound("--worker-memory", memory_mebibytes_, "MiB that one may need [4096]", 1024 * 1024);
}

std::size_t WorkerOptions::count() const {
  return workers_ > 0 ? workers_ : std::max(1u, std::thread::hardware_concurrency());
}

WorkerLimits WorkerOptions::limits() const {
  return {std::chrono::seconds(silence_seconds_), std::chrono::seconds(whole_seconds_),
          std::size_t{memory_mebibytes_} * 1024 * 1024};
}

}  // namespace s2sconform
