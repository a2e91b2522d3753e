#include "harness/workers/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <utility>

#include "harness/base/memory_limit.h"

namespace s2sconform {
namespace {

// The largest line: a verdict's texts are cut at some kilobytes each, however many there are.
constexpr std::size_t longest_line = 64 * 1024 * 1024;

[[noreturn]] void run_child(pid_t parent, int report, int stop, const WorkerLimits& limits,
                            const std::function<void(const WorkerChannel&)>& body) {
  ::setpgid(0, 0);  // what it starts is killed with it; a terminal's ^C goes to the parent alone
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // it died before that was said
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGINT, SIGTERM}) {
    ::signal(signal, SIG_DFL);  // how it dies is told by the signal's name
  }
  limit_memory(limits.memory_bytes);
  int status = 0;
  try {
    body(WorkerChannel(report, stop));
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "s2sconform: internal error in a worker: %s\n", exception.what());
    status = 1;
  }
  // The parent's objects are not this process's to destroy.
  ::_exit(status);
}

}  // namespace

void WorkerChannel::send(std::string_view line) const {
  while (!line.empty()) {
    const ssize_t written = ::write(report_, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

Expected<WorkerProcess> WorkerProcess::start(
    const WorkerLimits& limits, const std::function<void(const WorkerChannel&)>& body) {
  const auto failed = [](const char* what) {
    return Unexpected(ConfigurationError{
        "", std::string("a worker cannot be started: ") + what + ": " + std::strerror(errno),
        "end other processes, or raise their limit (ulimit)"});
  };
  std::array<int, 2> report{-1, -1}, stop{-1, -1};
  if (::pipe2(report.data(), O_CLOEXEC) != 0) return failed("no pipe");
  // A socket: its end is readable, which that of a pipe is not for every poll().
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, stop.data()) != 0) {
    for (const int descriptor : report) ::close(descriptor);
    return failed("no socket");
  }
  std::cout.flush();  // what is in its buffer would be written twice
  std::fflush(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(report[0]);
    ::close(stop[0]);
    run_child(parent, report[1], stop[1], limits, body);
  }
  ::close(report[1]);
  ::close(stop[1]);
  if (child < 0) {
    ::close(report[0]);
    ::close(stop[0]);
    return failed("no process");
  }
  ::setpgid(child, child);  // as the child does: whichever comes first
  ::fcntl(report[0], F_SETFL, O_NONBLOCK);
  return WorkerProcess(child, report[0], stop[0], limits);
}

WorkerProcess::WorkerProcess(pid_t process, int report, int stop, const WorkerLimits& limits)
    : process_(process),
      report_(report),
      stop_(stop),
      limits_(limits),
      started_(Clock::now()),
      last_heard_(started_) {}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      report_(std::exchange(other.report_, -1)),
      stop_(std::exchange(other.stop_, -1)),
      limits_(other.limits_),
      started_(other.started_),
      last_heard_(other.last_heard_),
      cut_off_(std::move(other.cut_off_)),
      killed_(std::move(other.killed_)) {}

WorkerProcess::~WorkerProcess() {
  if (process_ > 0) {
    kill("was killed: the run has ended");
    wait();
  }
  if (report_ >= 0) ::close(report_);
  if (stop_ >= 0) ::close(stop_);
}

bool WorkerProcess::read(std::vector<std::string>& lines) {
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count = ::read(report_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return true;  // nothing more as yet
    if (count == 0) return false;
    last_heard_ = Clock::now();
    std::string_view text(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end; (end = text.find('\n')) != text.npos;) {
      lines.push_back(std::exchange(cut_off_, {}).append(text.substr(0, end)));
      text.remove_prefix(end + 1);
    }
    cut_off_ += text;
    if (cut_off_.size() > longest_line) {
      kill("was killed: it said more than it can have to say");
      return false;
    }
  }
}

void WorkerProcess::ask_to_stop() const {
  const char byte = 0;
  [[maybe_unused]] const ssize_t sent = ::send(stop_, &byte, 1, MSG_NOSIGNAL);
}

bool WorkerProcess::is_silent() const { return last_heard_ + limits_.silence <= Clock::now(); }

WorkerProcess::Clock::time_point WorkerProcess::deadline() const {
  return std::min(last_heard_ + limits_.silence, started_ + limits_.whole);
}

void WorkerProcess::kill(std::string reason) {
  killed_ = std::move(reason);
  ::kill(-process_, SIGKILL);
}

std::string WorkerProcess::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  ::kill(-process_, SIGKILL);  // what it has started and left behind
  process_ = -1;
  if (!killed_.empty()) return killed_;
  if (WIFSIGNALED(status)) return "died of SIG" + std::string(sigabbrev_np(WTERMSIG(status)));
  if (WEXITSTATUS(status) == out_of_memory_status) {
    return "ran out of memory: more than " + std::to_string(limits_.memory_bytes / 1024 / 1024) +
           " MiB";
  }
  return "ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace s2sconform
