#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace s2sconform::test {
namespace {

struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  int read_end() const { return ends[0]; }
  int write_end() const { return ends[1]; }
};

std::vector<std::string> environment_with(std::map<std::string, std::string> changes) {
  // What a test leaves in a lab's mailboxes is no business of the user's.
  changes.try_emplace("XDG_STATE_HOME", S2SCONFORM_TEST_PROGRAMS "/../tests/state");
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    if (!changes.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : changes) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// `in`, `out`, `err` become the child's; -1 leaves /dev/null, the test's own output, likewise.
pid_t spawn(const std::vector<std::string>& command, std::vector<std::string> environment, int in,
            int out, int err) {
  std::vector<std::string> arguments = command;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (in >= 0) {
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  if (err >= 0) posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t child = -1;
  const int error = posix_spawnp(&child, command.front().c_str(), &actions, nullptr,
                                 pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + command.front());
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Finished run_program(const std::vector<std::string>& command,
                     const std::map<std::string, std::string>& environment) {
  const Pipe out, err;
  const pid_t child =
      spawn(command, environment_with(environment), -1, out.write_end(), err.write_end());
  ::close(out.write_end());
  ::close(err.write_end());
  Finished finished;
  std::array<pollfd, 2> open{pollfd{out.read_end(), POLLIN, 0}, pollfd{err.read_end(), POLLIN, 0}};
  const std::array<std::string*, 2> texts{&finished.out, &finished.err};
  std::array<char, 65536> buffer;
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0) continue;
    for (std::size_t index = 0; index < open.size(); ++index) {
      if (open[index].fd < 0 || open[index].revents == 0) continue;
      const ssize_t count = ::read(open[index].fd, buffer.data(), buffer.size());
      if (count > 0) {
        texts[index]->append(buffer.data(), static_cast<std::size_t>(count));
      } else {
        ::close(open[index].fd);
        open[index].fd = -1;
      }
    }
  }
  finished.status = wait_for(child);
  return finished;
}

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& command,
                                     const std::map<std::string, std::string>& environment) {
  const Pipe in, out;
  child_ = spawn(command, environment_with(environment), in.read_end(), out.write_end(), -1);
  ::close(in.read_end());
  ::close(out.write_end());
  input_ = in.write_end();
  output_ = out.read_end();
}

BackgroundProgram::~BackgroundProgram() {
  ::close(input_);
  ::close(output_);
  if (child_ > 0) {
    ::kill(child_, SIGTERM);
    wait_for(child_);
  }
}

std::string BackgroundProgram::read_line() {
  std::string line;
  char character = 0;
  while (::read(output_, &character, 1) == 1) {
    if (character == '\n') return line;
    line += character;
  }
  return line;
}

void BackgroundProgram::write_line(std::string line) const {
  line += '\n';
  if (::write(input_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error("the program does not read its standard input");
  }
}

void BackgroundProgram::signal(int number) const { ::kill(child_, number); }

bool BackgroundProgram::ends_within(std::chrono::microseconds time) const {
  const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, child_, 0));
  if (descriptor < 0) throw std::runtime_error("no descriptor of a process");
  pollfd ended{descriptor, POLLIN, 0};
  const timespec patience{time.count() / 1'000'000, time.count() % 1'000'000 * 1000};
  const bool has_ended = ::ppoll(&ended, 1, &patience, nullptr) == 1;
  ::close(descriptor);
  return has_ended;
}

int BackgroundProgram::wait() {
  const int status = wait_for(child_);
  child_ = -1;
  return status;
}

Lab::Lab(const std::filesystem::path& folder, std::vector<std::string> arguments)
    : targets_file_(folder / "targets.json"), program_([&] {
        std::vector<std::string> command = {program("s2s-lab").string(), "serve", "--output",
                                            folder.string(), "--until-stdin-closes"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return command;
      }()) {
  const std::string line = program_.read_line();
  if (!line.starts_with("ready: ")) throw std::runtime_error("the lab did not start: " + line);
}

std::string Lab::command(const std::string& line) {
  program_.write_line(line);
  return program_.read_line();
}

std::filesystem::path program(const std::string& name) {
  return std::filesystem::path(S2SCONFORM_TEST_PROGRAMS) / name;
}

std::filesystem::path source_folder() { return S2SCONFORM_TEST_SOURCES; }

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace s2sconform::test
