#include "harness/plugins/plugin_trial.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <s2sconform/plugin.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/dll/shared_library.hpp>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>

#include "harness/base/memory_limit.h"
#include "harness/plugins/plugin_file.h"
#include "harness/plugins/product_check.h"

namespace s2sconform {
namespace {

constexpr unsigned trial_seconds = 10;
constexpr std::size_t trial_memory = std::size_t{1024} * 1024 * 1024;
constexpr std::string_view success = "ok";

bool has_threads() {
  std::error_code error;
  std::filesystem::directory_iterator threads("/proc/self/task", error);
  return !error && std::distance(begin(threads), end(threads)) > 1;
}

// In the child. Never returns. What the plugin prints is nobody's business.
[[noreturn]] void run_trial(const std::filesystem::path& file, int report) {
  ::setpgid(0, 0);  // what the plugin starts is ended with it
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGINT, SIGTERM}) {
    ::signal(signal, SIG_DFL);
  }
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    ::dup2(nowhere, descriptor);
  }
  limit_memory(trial_memory);
  Expected<const plugin::Product*> described = describe_plugin(file);
  // A plugin is a description. What runs in it later could not be isolated.
  if (described && has_threads()) {
    described = refused_plugin(file, "starts threads when it is loaded", "");
  }
  const std::string text = described ? std::string(success) : described.error().problem;
  const ssize_t written = ::write(report, text.data(), text.size());
  ::_exit(written == static_cast<ssize_t>(text.size()) ? 0 : 1);
}

// What the child reports; nullopt when it has not ended its report in time.
std::optional<std::string> read_report(int descriptor) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(trial_seconds);
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd readable{descriptor, POLLIN, 0};
    if (left <= 0 || ::poll(&readable, 1, static_cast<int>(left)) == 0) return std::nullopt;
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || text.size() > 64 * buffer.size()) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

struct Trial {
  Expected<void> result;
  bool died = false;
  bool was_killed = false;  // by somebody else
};

Trial try_once(const std::filesystem::path& file) {
  const auto untried = [&](std::string problem, std::string remedy) {
    return Trial{refused_plugin(file, std::move(problem), std::move(remedy))};
  };
  std::array<int, 2> channel{};
  if (::pipe2(channel.data(), O_CLOEXEC) != 0) {
    return untried("cannot be tried: no pipe", "close what holds too many files open");
  }
  const pid_t child = ::fork();
  if (child == 0) run_trial(file, channel[1]);
  ::close(channel[1]);
  const std::optional<std::string> report = child > 0 ? read_report(channel[0]) : std::nullopt;
  ::close(channel[0]);
  if (child < 0) return untried("cannot be tried: no process", "end other processes");
  ::setpgid(child, child);  // as the child does: whichever comes first
  if (!report) ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const auto died = [&](std::string how, bool was_killed = false) {
    return Trial{refused_plugin(file, std::move(how),
                                "take it out of the plugin folder, and tell its vendor"),
                 true, was_killed};
  };
  if (!report) return died("did not answer within " + std::to_string(trial_seconds) + " seconds");
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return died("crashed with SIG" + std::string(sigabbrev_np(signal)) + " while it was loaded",
                signal == SIGKILL);
  }
  if (*report == success) return {};
  if (report->empty() && WEXITSTATUS(status) == out_of_memory_status) {
    return died("needed more than a gigabyte of memory while it was loaded");
  }
  if (report->empty()) {
    return died("ended the process with status " + std::to_string(WEXITSTATUS(status)) +
                " while it was loaded");
  }
  return untried(*report, "install what it needs, or ask its vendor");
}

}  // namespace

Expected<const plugin::Product*> describe_plugin(const std::filesystem::path& file) {
  using Describe = const plugin::Product*() noexcept;
  try {
    boost::dll::shared_library library(
        file.string(), boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    // Pins it: whatever the plugin registered with the process stays valid until the end.
    if (!::dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE)) {
      return refused_plugin(file, "cannot be kept loaded", "name it by its whole path");
    }
    const plugin::Product* product =
        library.get<Describe>(plugin_function_name(plugin::api_version))();
    if (!product) return refused_plugin(file, "declines to serve", "ask its vendor what it needs");
    if (std::string defect = product_defect(*product); !defect.empty()) {
      return refused_plugin(file, "its description of the product is not complete: " + defect,
                            "tell its vendor");
    }
    return product;
  } catch (const std::exception& exception) {
    return refused_plugin(file, std::string("cannot be loaded: ") + exception.what(),
                          "install what it needs, or build it again");
  }
}

Expected<void> try_plugin(const std::filesystem::path& file, bool& died) {
  Trial trial = try_once(file);
  // No plugin kills itself like that: the kernel does, for want of memory, or an administrator.
  if (trial.was_killed) trial = try_once(file);
  died = trial.died;
  return trial.result;
}

}  // namespace s2sconform
