#include "harness/engine/host_budget.h"

#include <algorithm>
#include <cmath>

namespace s2sconform {

void HostBudget::restrict_to(const HostLimits& limits) {
  const double requests_per_second = limits.requests_per_second;
  if (window_requests_ == 0 || requests_per_second < requests_per_second_) {
    requests_per_second_ = requests_per_second;
    // A rate of less than one a second, or a fractional one, is held over the time of its whole
    // requests: 0.2 is one request in five seconds, 2.5 is two in 0.8 seconds.
    const double whole = std::max(1.0, std::floor(requests_per_second));
    window_requests_ = static_cast<std::size_t>(whole);
    window_ = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(whole / requests_per_second));
  }
  concurrent_requests_ = concurrent_requests_ == 0
                             ? limits.concurrent_requests
                             : std::min(concurrent_requests_, limits.concurrent_requests);
}

void HostBudget::go_on_from(const UsedBudget& used, Clock::time_point now) {
  started_.insert(started_.end(), std::min(used.requests, window_requests_), now);
  hold(now, now + used.held);
}

UsedBudget HostBudget::used(Clock::time_point now) const {
  const auto requests =
      std::count_if(started_.begin(), started_.end(),
                    [&](const Clock::time_point& start) { return start + window_ > now; });
  const Clock::duration held = std::max(held_until_ - now, Clock::duration::zero());
  return {static_cast<std::size_t>(requests), std::chrono::ceil<std::chrono::milliseconds>(held)};
}

// As far as the rate and the host's own wish go.
HostBudget::Clock::time_point HostBudget::earliest_start(Clock::time_point now) const {
  const Clock::time_point start = std::max(now, held_until_);
  if (started_.size() < window_requests_) return start;
  return std::max(start, started_[started_.size() - window_requests_] + window_);
}

bool HostBudget::hold(Clock::time_point now, Clock::time_point until) {
  constexpr std::chrono::minutes longest{1};
  const Clock::time_point from = std::max(now, held_until_);
  if (until <= from) return true;
  if (held_ + (until - from) > longest) return false;
  held_ += until - from;
  held_until_ = until;
  return true;
}

bool HostBudget::try_start(Clock::time_point now) {
  if (running_ >= concurrent_requests_ || earliest_start(now) > now) return false;
  started_.push_back(now);
  if (started_.size() > window_requests_) started_.pop_front();
  ++running_;
  return true;
}

std::optional<HostBudget::Clock::time_point> HostBudget::next_start(Clock::time_point now) const {
  if (running_ >= concurrent_requests_) return std::nullopt;
  return earliest_start(now);
}

}  // namespace s2sconform
