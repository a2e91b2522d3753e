// Runs a command and tells what it cost, as a line of JSON on standard output:
//
//     measure INPUT COMMAND …
//
// INPUT is the command's standard input; what it prints is thrown away. Programs that are measured
// are started by this one, since the system counts the memory of who starts a program as the
// program's own.
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace {

constexpr int look_milliseconds = 20;

double milliseconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

// The most memory that the process itself has held so far; 0 when it is gone.
long own_peak_kibibytes(pid_t process) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/%d/status", process);
  std::FILE* file = std::fopen(path, "r");
  if (!file) return 0;
  long peak = 0;
  char line[256];
  while (std::fgets(line, sizeof line, file)) {
    if (std::sscanf(line, "VmHWM: %ld", &peak) == 1) break;
  }
  std::fclose(file);
  return peak;
}

[[noreturn]] void become(char** command, const char* input) {
  const int in = ::open(input, O_RDONLY), nowhere = ::open("/dev/null", O_WRONLY);
  if (in < 0 || nowhere < 0) ::_exit(127);
  ::dup2(in, STDIN_FILENO);
  ::dup2(nowhere, STDOUT_FILENO);
  ::execvp(command[0], command);
  std::fprintf(stderr, "measure: cannot start %s: %s\n", command[0], std::strerror(errno));
  ::_exit(127);
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) {
    std::fputs("usage: measure INPUT COMMAND …\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) return 2;
  if (child == 0) become(arguments + 2, arguments[1]);
  pollfd ended{static_cast<int>(::syscall(SYS_pidfd_open, child, 0)), POLLIN, 0};
  long own = 0;
  while (::poll(&ended, 1, look_milliseconds) == 0) own = std::max(own, own_peak_kibibytes(child));
  int status = 0;
  rusage usage{};  // of the child and all that it has waited for
  if (::wait4(child, &status, 0, &usage) != child) return 2;
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  std::printf(
      "{\"status\": %d, \"wall_ms\": %.2f, \"cpu_ms\": %.2f, \"largest_kib\": %ld, "
      "\"own_kib\": %ld}\n",
      WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), wall.count(),
      milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime), usage.ru_maxrss, own);
  return 0;
}
