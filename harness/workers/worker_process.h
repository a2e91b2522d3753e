// A child process that does a part of a run, so that what crashes, hangs or eats memory there costs
// that part alone. It is a fork of this process: what was read and planned is there already, and no
// secret is handed over. Call from a process with one thread.
//
// It tells in lines what it has done. It is killed, with all that it has started, when nothing was
// heard of it for too long, when it takes too long altogether, and when this process dies.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

struct WorkerLimits {
  std::chrono::seconds silence{120};
  std::chrono::seconds whole{3600};
  std::size_t memory_bytes = std::size_t{4} * 1024 * 1024 * 1024;  // beyond what it starts with
};

// The worker's side.
class WorkerChannel {
 public:
  WorkerChannel(int report, int stop) : report_(report), stop_(stop) {}

  // Hands a line over, with its line feed. Ends the process when nobody reads any more.
  void send(std::string_view line) const;
  // Becomes readable when the worker is to stop.
  int stop_descriptor() const { return stop_; }

 private:
  int report_;
  int stop_;
};

// The side of who started it.
class WorkerProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Runs `body` in a child, which ends when that returns. An error when there is no process to be
  // had.
  static Expected<WorkerProcess> start(const WorkerLimits& limits,
                                       const std::function<void(const WorkerChannel&)>& body);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) = delete;
  ~WorkerProcess();  // kills it, if it has not been waited for

  // Readable when the worker has said something, or has ended.
  int descriptor() const { return report_; }
  // Appends the whole lines that have come to `lines`. False when no more will: wait for it then.
  bool read(std::vector<std::string>& lines);
  void ask_to_stop() const;

  // When it must be killed, should nothing be heard of it until then.
  Clock::time_point deadline() const;
  // Whether nothing was heard of it for too long.
  bool is_silent() const;
  // Kills it and what it has started. `reason`, "was killed: …", is what wait() then says.
  void kill(std::string reason);
  // Waits for its end and says how it came about: "died of SIGSEGV"; "ended with status 0".
  std::string wait();

 private:
  WorkerProcess(pid_t process, int report, int stop, const WorkerLimits& limits);

  pid_t process_ = -1;
  int report_ = -1;
  int stop_ = -1;
  WorkerLimits limits_;
  Clock::time_point started_;
  Clock::time_point last_heard_;
  std::string cut_off_;  // a line whose end has not come yet
  std::string killed_;   // why
};

}  // namespace s2sconform
