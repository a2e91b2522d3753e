#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/plugin_project.h"

namespace s2sconform {
namespace {

struct NewPluginCommandOptions {
  std::string product;
  std::string folder;
};

int new_plugin(const NewPluginCommandOptions& options) {
  const std::string folder = options.folder.empty() ? options.product : options.folder;
  const Expected<void> written = write_plugin_project(options.product, folder);
  if (!written) return report_error(written.error());
  std::cout << "The plugin project is in " << folder << ". Build and test it:\n"
            << "  cd " << folder << "\n"
            << "  cmake -S . -B build && cmake --build build && ctest --test-dir build\n"
            << "README.md there says what is next.\n";
  return exit_conforms;
}

}  // namespace

Command add_new_plugin_command(CLI::App& app) {
  const auto options = std::make_shared<NewPluginCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "new-plugin",
      "Write a project of a plugin for a product of your own: it builds and passes its test as it "
      "is");
  command->add_option("name", options->product, "The product's id: small letters, digits and '-'")
      ->type_name("NAME")
      ->required();
  command
      ->add_option("-o,--output", options->folder,
                   "A folder that is empty or not there yet; without it one of that name, here")
      ->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  s2sconform new-plugin contoso-chat\n"
      "  s2sconform new-plugin contoso-chat -o plugins/chat");
  return [options] { return new_plugin(*options); };
}

}  // namespace s2sconform
