// How many requests may go to one host: so many in any second, so many at a time, and none while it
// asks to be left alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace s2sconform {

// What a host may be sent.
struct HostLimits {
  double requests_per_second = 0;
  unsigned concurrent_requests = 0;
};

// By destination (destinations.h).
using LimitsByDestination = std::map<std::string, HostLimits>;

// What one process leaves of a budget to the next one that sends there.
struct UsedBudget {
  std::size_t requests = 0;           // that still count
  std::chrono::milliseconds held{0};  // for so long the host asks to be left alone
};

using UsedBudgets = std::map<std::string, UsedBudget>;  // by destination

class HostBudget {
 public:
  using Clock = std::chrono::steady_clock;

  // Lowers the budget to the given one where it is smaller: of several targets that name a host,
  // the most careful counts.
  void restrict_to(const HostLimits& limits);

  // Takes what somebody else has used into account, as if all had been sent now.
  void go_on_from(const UsedBudget& used, Clock::time_point now);
  UsedBudget used(Clock::time_point now) const;

  // Takes one request out of the budget; false when it must wait.
  bool try_start(Clock::time_point now);
  void finish() { --running_; }

  // Starts nothing before `until`. False, and nothing changes, when the host would be waited for
  // longer than a minute in all: it must not be able to hold up a run, and a token that waits here
  // has to stay what it was made to be.
  bool hold(Clock::time_point now, Clock::time_point until);

  // When try_start may succeed as far as the rate goes; nullopt when only a finish() can help.
  std::optional<Clock::time_point> next_start(Clock::time_point now) const;

 private:
  Clock::time_point earliest_start(Clock::time_point now) const;

  // `window_requests_` requests may start in any stretch of `window_`.
  std::size_t window_requests_ = 0;  // 0: not yet restricted
  Clock::duration window_{};
  double requests_per_second_ = 0;
  unsigned concurrent_requests_ = 0;
  unsigned running_ = 0;
  Clock::time_point held_until_{};
  Clock::duration held_{};                 // in all
  std::deque<Clock::time_point> started_;  // at most window_requests_ of them
};

}  // namespace s2sconform
