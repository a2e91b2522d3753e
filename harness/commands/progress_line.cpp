#include "harness/commands/progress_line.h"

#include <iostream>

namespace s2sconform {
namespace {

// A log does not need more than this; a run that is shorter needs none.
constexpr std::chrono::seconds log_interval{15};

}  // namespace

void ProgressLine::probing(std::size_t targets_done, std::size_t targets) {
  if (terminal_) {
    if (targets_done == targets) {
      if (shown_) std::cerr << "\r\x1b[K" << std::flush;
      return;
    }
    std::cerr << "\rprobing: " << targets_done << " of " << targets << " targets done\x1b[K"
              << std::flush;
    shown_ = true;
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_line_ < log_interval) return;
  last_line_ = now;
  std::cerr << "probing: " << targets_done << " of " << targets << " targets done" << std::endl;
}

}  // namespace s2sconform
