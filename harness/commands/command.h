// The commands of the program. Each adds its options to the command line and returns what is to be
// done when it was chosen.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace s2sconform {

// Exit statuses (docs/architecture.md).
inline constexpr int exit_conforms = 0;
inline constexpr int exit_fails = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_undecided = 3;
inline constexpr int exit_interrupted = 130;

// Carries out a command that was parsed; returns the exit status.
using Command = std::function<int()>;

// `stop_descriptor` becomes readable when the user asks to stop.
Command add_run_command(CLI::App& app, int stop_descriptor);
Command add_report_command(CLI::App& app);
Command add_merge_command(CLI::App& app);
Command add_judge_command(CLI::App& app);
Command add_compare_command(CLI::App& app);
Command add_waive_command(CLI::App& app);
Command add_list_command(CLI::App& app);
Command add_new_plugin_command(CLI::App& app);
Command add_doctor_command(CLI::App& app, int stop_descriptor);
Command add_completion_command(CLI::App& app);
Command add_complete_command(CLI::App& app);
Command add_inspect_command(CLI::App& app);
Command add_identity_command(CLI::App& app, int stop_descriptor);
Command add_onboard_command(CLI::App& app, int stop_descriptor);
Command add_exstorage_command(CLI::App& app, int stop_descriptor);
Command add_cleanup_command(CLI::App& app, int stop_descriptor);

}  // namespace s2sconform
