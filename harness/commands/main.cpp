#include <curl/curl.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/core_dumps.h"
#include "harness/base/nearest.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"

namespace {

// A signal handler can reach nothing but what is global.
int stop_write_end = -1;

void on_stop_signal(int) {
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(stop_write_end, &byte, 1);
}

// Makes SIGINT and SIGTERM readable on the descriptor that is returned. A second signal ends the
// process at once.
int watch_stop_signals() {
  std::array<int, 2> channel{-1, -1};
  if (::pipe2(channel.data(), O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  stop_write_end = channel[1];
  struct sigaction action {};
  action.sa_handler = &on_stop_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  // A peer that closes its connection is an answer, not the end of the process.
  ::signal(SIGPIPE, SIG_IGN);
  return channel[0];
}

// One line for what is wrong with the command line. `first` is its first word.
int report_usage(const CLI::App& app, const CLI::ParseError& error, const std::string& first) {
  std::string command = "s2sconform";
  if (app.get_subcommands().empty() && !first.empty() && first.front() != '-') {
    std::vector<std::string> names;
    for (const CLI::App* known : app.get_subcommands({})) names.push_back(known->get_name());
    return s2sconform::report_error(
        {"", "unknown command '" + first + "'", s2sconform::choices_with_nearest(first, names)});
  }
  for (const CLI::App* chosen : app.get_subcommands()) command += " " + chosen->get_name();
  std::string message = error.what();
  for (char& character : message) {
    if (character == '\n') character = ' ';
  }
  std::cerr << "s2sconform: " << message << "; see '" << command << " --help'" << std::endl;
  return s2sconform::exit_usage;
}

int run_program(int count, char** arguments) {
  CLI::App app(
      "Tells whether a server-to-server partnership between Lync / Skype for Business, Exchange "
      "and "
      "SharePoint really conforms.",
      "s2sconform");
  app.set_version_flag("--version", "s2sconform " S2SCONFORM_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  s2sconform run targets.json             test every target of a file\n"
      "  s2sconform run --resume                 finish a run that was cut off\n"
      "  s2sconform merge DIR... -o DIR          one result of the shards of a divided run\n"
      "  s2sconform judge --evidence DIR         judge a recorded run again, offline\n"
      "  s2sconform compare BEFORE AFTER         what an upgrade has broken or changed\n"
      "  s2sconform waive --help                 accept failures of a run for a time\n"
      "  s2sconform list requirements            what is tested, and where it is written\n"
      "  s2sconform identity new --output DIR    make an identity for tests with tokens\n"
      "  s2sconform onboard exchange             how to register it there, and whether it worked\n"
      "  s2sconform exstorage --sip-uri URI      write, read and delete an item, for one user\n"
      "  s2sconform cleanup                      remove what a run that was killed has left\n"
      "  s2sconform inspect token token.txt      why would a server refuse this token?\n"
      "  s2sconform new-plugin NAME              begin a plugin for a product of your own\n"
      "  s2sconform doctor targets.json          what would keep a run from working?\n"
      "  s2sconform run --help                   options and exit statuses of a command");
  const int stop = watch_stop_signals();
  const std::vector<std::pair<const char*, s2sconform::Command>> commands = {
      {"run", s2sconform::add_run_command(app, stop)},
      {"report", s2sconform::add_report_command(app)},
      {"merge", s2sconform::add_merge_command(app)},
      {"judge", s2sconform::add_judge_command(app)},
      {"compare", s2sconform::add_compare_command(app)},
      {"waive", s2sconform::add_waive_command(app)},
      {"list", s2sconform::add_list_command(app)},
      {"new-plugin", s2sconform::add_new_plugin_command(app)},
      {"doctor", s2sconform::add_doctor_command(app, stop)},
      {"completion", s2sconform::add_completion_command(app)},
      {"complete", s2sconform::add_complete_command(app)},
      {"inspect", s2sconform::add_inspect_command(app)},
      {"identity", s2sconform::add_identity_command(app, stop)},
      {"onboard", s2sconform::add_onboard_command(app, stop)},
      {"exstorage", s2sconform::add_exstorage_command(app, stop)},
      {"cleanup", s2sconform::add_cleanup_command(app, stop)},
  };
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    return report_usage(app, error, count > 1 ? arguments[1] : "");
  }
  for (const auto& [name, command] : commands) {
    if (app.got_subcommand(name)) return command();
  }
  return s2sconform::exit_usage;
}

}  // namespace

int main(int count, char** arguments) {
  s2sconform::forbid_core_dumps();  // before anything is read
  curl_global_init(CURL_GLOBAL_DEFAULT);
  int status = s2sconform::exit_usage;
  try {
    status = run_program(count, arguments);
  } catch (const std::exception& exception) {
    // 3: nothing was judged. A defect of ours, and no statement about a server.
    std::cerr << "s2sconform: internal error: " << exception.what() << std::endl;
    status = 3;
  }
  curl_global_cleanup();
  return status;
}
