// How far a run is, on standard error: one line that is written over on a terminal, and a line now
// and then elsewhere.
#pragma once

#include <chrono>

#include "harness/run/run.h"

namespace s2sconform {

class ProgressLine : public Progress {
 public:
  explicit ProgressLine(bool terminal) : terminal_(terminal) {}

  void probing(std::size_t targets_done, std::size_t targets) override;

 private:
  const bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_line_ = std::chrono::steady_clock::now();
};

}  // namespace s2sconform
