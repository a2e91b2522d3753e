#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/mailbox_target.h"
#include "harness/run/plan.h"
#include "harness/run/single_probe.h"
#include "suites/history/discovery.h"
#include "suites/history/sweep.h"

namespace s2sconform {
namespace {

struct CleanupCommandOptions {
  std::string targets_file;  // empty: as each run noted it
  bool dry_run = false;
  StateOption state;
  PluginOptions plugins;
};

// Where a run has written.
struct Place {
  std::string target;
  std::string mailbox;

  auto operator<=>(const Place&) const = default;
};

Task<> look_and_remove(ProbeContext& context, std::string subject, history::Swept& swept) {
  history::MailboxClient& client = history::client_of(context);
  if (!client.obstacle().empty()) {
    swept.problem = client.obstacle();
    co_return;
  }
  co_await history::find_service(client);
  // A request of the run may have been carried out after it was killed.
  swept = co_await history::sweep(client, subject, true);
}

void print_left(const std::vector<WrittenItem>& items, const Place& place) {
  for (const WrittenItem& item : items) {
    if (item.target == place.target && item.mailbox == place.mailbox) {
      std::cout << "  would look for '" << item.subject << "' in the mailbox of " << item.mailbox
                << " (target " << item.target << ")\n";
    }
  }
}

// Whether nothing is left in that place.
bool clean_place(const Place& place, WrittenItems& written, const std::vector<Target>& targets,
                 PluginRegistry& plugins, int stop_descriptor) {
  const std::string where = "  " + place.mailbox + " (target " + place.target + "): ";
  const auto target = std::find_if(targets.begin(), targets.end(),
                                   [&](const Target& each) { return each.name == place.target; });
  if (target == targets.end()) {
    std::cout << where << "the targets file has no such target any more; name another file\n";
    return false;
  }
  const Expected<ProductVersion> product = find_product_version(*target, plugins);
  if (!product) {
    std::cout << where << product.error().line() << "\n";
    return false;
  }
  const Target changed = target_for_mailbox(*target, place.mailbox);
  history::Swept swept;
  const std::string subject = history::run_subject(written) + " ";
  const Expected<SingleProbe> done = run_single_probe(
      {&changed, *product}, written, stop_descriptor,
      [&](ProbeContext& context) { return look_and_remove(context, subject, swept); }, {});
  if (!done) swept.problem = done.error().line();
  if (done && done->interrupted) swept.problem = "interrupted";
  if (!swept.problem.empty()) {
    std::cout << where << "could not be looked at: " << swept.problem << "\n";
    return false;
  }
  written.strike_gone(place.target, place.mailbox, swept.left);
  std::cout << where << swept.removed << " items removed, " << swept.left.size() << " left\n";
  return swept.left.empty();
}

// Whether nothing of that run is left.
bool clean_run(const std::filesystem::path& file, const CleanupCommandOptions& options,
               int stop_descriptor) {
  Expected<WrittenItems> written = WrittenItems::open(file);
  if (!written) {
    std::cout << written.error().line() << "\n";
    return false;
  }
  std::set<Place> places;
  for (const WrittenItem& item : written->left()) places.insert({item.target, item.mailbox});
  std::cout << "Run " << written->run_id() << ", " << written->left().size() << " items noted\n";
  if (options.dry_run) {
    for (const Place& place : places) print_left(written->left(), place);
    return true;
  }
  const Expected<TargetsFile> targets =
      load_targets(options.targets_file.empty() ? written->targets_file() : options.targets_file);
  if (!targets) {
    std::cout << "  " << targets.error().line()
              << "; or name the targets file: s2sconform cleanup "
                 "FILE\n";
    return false;
  }
  PluginRegistry plugins(options.plugins.search());
  bool is_clean = true;
  for (const Place& place : places) {
    is_clean &= clean_place(place, *written, targets->targets, plugins, stop_descriptor);
  }
  return is_clean;
}

int clean_up(const CleanupCommandOptions& options, int stop_descriptor) {
  const std::filesystem::path folder = options.state.path();
  const auto files = written_items_files(folder);
  if (files.empty()) {
    std::cout << "Nothing is left: no run has noted items in '" << folder.string() << "'.\n";
    return exit_conforms;
  }
  bool is_clean = true;
  for (const auto& file : files) is_clean &= clean_run(file, options, stop_descriptor);
  std::cout << std::flush;
  return is_clean ? exit_conforms : exit_undecided;
}

}  // namespace

Command add_cleanup_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<CleanupCommandOptions>();
  CLI::App* command =
      app.add_subcommand("cleanup", "Remove what runs that were cut off have left in mailboxes");
  command
      ->add_option("targets", options->targets_file,
                   "The targets file; without it, the one of each run")
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, "List what would be looked for; ask nobody");
  options->state.add_to(*command);
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform cleanup --dry-run          what may be left, and where\n"
      "  s2sconform cleanup                    remove it\n"
      "  s2sconform cleanup targets.json       with another targets file than the run's\n\n"
      "Exit status: 0 nothing is left; 2 usage or configuration; 3 something is, or a mailbox "
      "could\n"
      "not be looked at. A run that is under way is left alone.");
  return [options, stop_descriptor] { return clean_up(*options, stop_descriptor); };
}

}  // namespace s2sconform
