// How worker processes are bound: options of `run`.
#pragma once

#include <cstddef>

#include "harness/workers/worker_process.h"

namespace CLI {
class App;
}

namespace s2sconform {

class WorkerOptions {
 public:
  // The struct must outlive the parsing.
  void add_to(CLI::App& command);

  std::size_t count() const;  // as many as the machine has processors, unless it was said
  WorkerLimits limits() const;

 private:
  unsigned workers_ = 0;
  unsigned silence_seconds_ = 120;
  unsigned whole_seconds_ = 3600;
  unsigned memory_mebibytes_ = 4096;
};

}  // namespace s2sconform
