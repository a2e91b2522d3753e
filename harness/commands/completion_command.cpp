#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "harness/commands/command.h"
#include "harness/commands/completion.h"

namespace s2sconform {

Command add_completion_command(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print a script that lets a shell complete commands, options and names");
  command->add_option("shell", *shell, "The shell")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL")
      ->required();
  command->footer(
      "Examples:\n"
      "  source <(s2sconform completion bash)          in this shell\n"
      "  s2sconform completion fish > ~/.config/fish/completions/s2sconform.fish\n\n"
      "The Debian package installs the scripts for all three.");
  return [shell] {
    std::cout << (*shell == "bash"  ? bash_completion
                  : *shell == "zsh" ? zsh_completion
                                    : fish_completion);
    return exit_conforms;
  };
}

Command add_complete_command(CLI::App& app) {
  const auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("complete", "For the completion scripts");
  command->group("");  // not in --help: nobody types it
  command->add_option("words", *words, "What is typed after the program's name");
  return [&app, words] {
    const Candidates found = complete(app, *words);
    if (found.files) std::cout << ":files\n";
    if (found.folders) std::cout << ":folders\n";
    for (const Candidates::Word& word : found.words) {
      std::cout << word.text << "\t" << word.description << "\n";
    }
    return exit_conforms;
  };
}

}  // namespace s2sconform
