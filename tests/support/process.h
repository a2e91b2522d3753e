// Runs programs for tests, with their output kept, and the lab for as long as a test needs it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace s2sconform::test {

struct Finished {
  int status = -1;  // the exit status; 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

// Runs a program to its end, without standard input.
Finished run_program(const std::vector<std::string>& command,
                     const std::map<std::string, std::string>& environment = {});

// A program that runs beside the test, on a pipe as standard input. Ended and waited for at the end
// of its life.
class BackgroundProgram {
 public:
  explicit BackgroundProgram(const std::vector<std::string>& command,
                             const std::map<std::string, std::string>& environment = {});
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;
  ~BackgroundProgram();

  // The next line of its standard output; empty at its end.
  std::string read_line();
  // Writes a line to its standard input.
  void write_line(std::string line) const;
  void signal(int number) const;
  pid_t pid() const { return child_; }
  // Whether it has ended, or ends within the time; wait() has still to be called.
  bool ends_within(std::chrono::microseconds time) const;
  // Waits for its end; the status as in Finished.
  int wait();

 private:
  pid_t child_ = -1;
  int input_ = -1;
  int output_ = -1;
};

// s2s-lab, ready, in a folder of the caller's. `arguments` follow "serve --output FOLDER".
class Lab {
 public:
  Lab(const std::filesystem::path& folder, std::vector<std::string> arguments);

  const std::filesystem::path& targets_file() const { return targets_file_; }

  // What the lab answers to a line on its standard input: "roll-identity", "refresh TARGET".
  std::string command(const std::string& line);
  // The next line that it writes unasked: "held".
  std::string announcement() { return program_.read_line(); }

 private:
  std::filesystem::path targets_file_;
  BackgroundProgram program_;
};

// Where CMake built the programs, and the source tree.
std::filesystem::path program(const std::string& name);
std::filesystem::path source_folder();

std::string read_file(const std::filesystem::path& file);

}  // namespace s2sconform::test
