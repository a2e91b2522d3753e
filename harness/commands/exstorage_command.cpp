#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

#include "harness/base/guid.h"
#include "harness/base/json_writer.h"
#include "harness/commands/autodiscover_cache.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/mailbox_target.h"
#include "harness/identity/identity.h"
#include "harness/run/single_probe.h"
#include "suites/history/history_probes.h"
#include "suites/history/storage_connectivity.h"

namespace s2sconform {
namespace {

using history::StorageConnectivity;
using history::StorageFolder;
using history::StorageResult;

const std::map<std::string, StorageFolder> folders{
    {"ConversationHistory", StorageFolder::conversation_history},
    {"Inbox", StorageFolder::inbox},
    {"Dumpster", StorageFolder::dumpster}};

struct ExstorageCommandOptions {
  std::string sip_uri;
  std::string targets_file = "targets.json";
  std::string target;
  std::string identity;
  std::string folder = "ConversationHistory";
  bool delete_item = false;
  bool use_cache = false;
  bool verbose = false;
  bool json = false;
  StateOption state;
  PluginOptions plugins;
};

// The address in "sip:kenmyer@litwareinc.com".
Expected<std::string> address_of(const std::string& sip_uri) {
  constexpr std::string_view scheme = "sip:";
  std::string address = sip_uri;
  if (address.starts_with(scheme)) address.erase(0, scheme.size());
  const std::size_t at = address.find('@');
  const bool is_one = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                      address.find('@', at + 1) == std::string::npos &&
                      std::all_of(address.begin(), address.end(),
                                  [](unsigned char c) { return c > ' ' && c != 0x7F; });
  if (is_one) return address;
  return Unexpected(ConfigurationError{"option --sip-uri", "'" + sip_uri + "' is no SIP address",
                                       "write sip:user@domain"});
}

Expected<Target> target_for(const Target& target, const std::string& address,
                            const ExstorageCommandOptions& options) {
  Target changed = target_for_mailbox(target, address);
  if (options.identity.empty() ||
      (changed.identity && changed.identity->name == options.identity)) {
    return changed;
  }
  for (const Registration& registration : target.registrations) {
    if (registration.identity->name != options.identity) continue;
    changed.identity = registration.identity;
    return changed;
  }
  return Unexpected(ConfigurationError{
      target.place,
      "the target names no identity '" + options.identity + "', nor a registration of it",
      "add it as \"identity\" or to \"registrations\""});
}

// --- What is printed ---

void print_headers(const Headers& headers) {
  for (const Header& header : headers) {
    std::cerr << "    " << header.name << ": " << header.value << "\n";
  }
}

void print_body(const std::string& body) {
  if (!body.empty()) std::cerr << "\n    " << body << "\n";
}

// All exchanges in the order in which they were made. They are redacted where they are recorded.
void print_exchanges(const Evidence& evidence) {
  std::vector<const Exchange*> exchanges;
  for (const auto& [label, exchange] : evidence.exchanges) exchanges.push_back(&exchange);
  std::sort(exchanges.begin(), exchanges.end(), [](const Exchange* left, const Exchange* right) {
    return left->timing.started < right->timing.started;
  });
  for (const Exchange* exchange : exchanges) {
    std::cerr << "\n>>> " << exchange->label << ": " << exchange->request.method << " "
              << exchange->request.url << "\n";
    print_headers(exchange->request.headers);
    print_body(exchange->request.body);
    if (exchange->response) {
      std::cerr << "<<< status " << exchange->response->status << ", "
                << exchange->timing.total.count() / 1000 << " ms\n";
      print_headers(exchange->response->headers);
      print_body(exchange->response->body);
    }
    if (exchange->failure) std::cerr << "<<< " << exchange->failure->message << "\n";
  }
  if (!exchanges.empty()) std::cerr << std::endl;
}

std::string latency_text(std::chrono::milliseconds latency) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(latency);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(latency - hours);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(latency - hours - minutes);
  char text[64];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d.%03d", static_cast<int>(hours.count()),
                static_cast<int>(minutes.count()), static_cast<int>(seconds.count()),
                static_cast<int>((latency - hours - minutes - seconds).count()));
  return text;
}

void print_text(const ExstorageCommandOptions& options, const Target& target,
                const StorageConnectivity& result) {
  std::cout << "Storage test of " << options.sip_uri << " at '" << target.name
            << "', as the application " << target.identity->application_id << " ('"
            << target.identity->name << "')\n";
  for (const history::StorageStep& step : result.steps) {
    std::cout << (step.succeeded ? "yes " : "NO  ") << step.name;
    if (step.succeeded && !step.detail.empty()) std::cout << ": " << step.detail;
    std::cout << "\n";
  }
  std::cout << "\nTarget Fqdn   : " << result.server << "\nFolder        : " << options.folder
            << "\nItem Id       : " << result.item_id
            << "\nResult        : " << history::to_string(result.result)
            << "\nLatency       : " << latency_text(result.latency)
            << "\nError Message : " << result.error_message
            << "\nDiagnosis     : " << result.diagnosis << "\n";
  if (result.item_stays) {
    std::cout << "\nThe item '" << result.subject
              << "' stays in the mailbox: --delete-item deletes it at once, 's2sconform cleanup' "
                 "later.\n";
  }
}

void print_json(const ExstorageCommandOptions& options, const Target& target,
                const StorageConnectivity& result) {
  JsonWriter json(std::cout);
  json.begin_object();
  json.name("sip_uri").string(options.sip_uri);
  json.name("target").string(target.name);
  json.name("application_id").string(target.identity->application_id);
  json.name("target_fqdn").string(result.server);
  json.name("ews_url").string(result.ews_url);
  json.name("folder").string(options.folder);
  json.name("item_id").string(result.item_id);
  json.name("item_subject").string(result.subject);
  json.name("item_stays").boolean(result.item_stays);
  json.name("result").string(history::to_string(result.result));
  json.name("latency_ms").number(result.latency.count());
  json.name("error_message").string(result.error_message);
  json.name("diagnosis").string(result.diagnosis);
  json.name("steps").begin_array();
  for (const history::StorageStep& step : result.steps) {
    json.begin_object();
    json.name("name").string(step.name);
    json.name("succeeded").boolean(step.succeeded);
    json.name("detail").string(step.detail);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

int status_of(const StorageConnectivity& result, bool interrupted) {
  if (interrupted) return exit_interrupted;
  switch (result.result) {
    case StorageResult::success:
      return exit_conforms;
    case StorageResult::failure:
      return exit_fails;
    case StorageResult::undecided:
      return exit_undecided;
  }
  return exit_undecided;
}

int test_storage(const ExstorageCommandOptions& options, int stop_descriptor) {
  const Expected<std::string> address = address_of(options.sip_uri);
  if (!address) return report_error(address.error());
  const Expected<TargetsFile> file = load_targets(options.targets_file);
  if (!file) return report_error(file.error());
  PluginRegistry plugins(options.plugins.search());
  const Expected<Peer> chosen =
      choose_mailbox_target(file->targets, options.target, options.targets_file, plugins);
  if (!chosen) return report_error(chosen.error());
  const Expected<Target> target = target_for(*chosen->target, *address, options);
  if (!target) return report_error(target.error());
  if (!target->identity) {
    return report_error({target->place, "the target names no identity",
                         "add \"identity\": 's2sconform identity new' makes one"});
  }
  const AutodiscoverCache cache(options.state.path());
  history::StorageOptions wanted{folders.at(options.folder), options.delete_item, {}};
  if (options.use_cache) wanted.known_ews_url = cache.ews_url(target->name, target->user->smtp);
  if (options.use_cache && wanted.known_ews_url.empty()) {
    std::cerr << "warning: nothing is in the cache for this user: Autodiscover is asked"
              << std::endl;
  }
  StorageConnectivity result;
  Expected<SingleProbe> done;
  std::vector<WrittenItem> left;
  {
    WrittenItems written(options.state.path(), random_guid(), options.targets_file);
    done = run_single_probe(
        {&*target, chosen->product}, written, stop_descriptor,
        [&](ProbeContext& context) {
          return history::test_storage_connectivity(context, wanted, result);
        },
        [&](ProbeContext& context) -> Task<> {
          // An item that was asked for stays; everything else goes.
          const bool stays = result.result == StorageResult::success && !options.delete_item;
          if (!stays) co_await history::clean_up(context);
        });
    left = written.left();
  }
  if (!done) return report_error(done.error());
  if (result.result != StorageResult::success) result.item_stays = false;
  if (result.discovered) cache.keep(target->name, target->user->smtp, result.ews_url);
  if (options.verbose) print_exchanges(done->evidence);
  options.json ? print_json(options, *target, result) : print_text(options, *target, result);
  std::cout << std::flush;
  if (!result.item_stays) report_left(left);
  return status_of(result, done->interrupted);
}

}  // namespace

Command add_exstorage_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<ExstorageCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "exstorage",
      "Write an item into a user's Conversation History folder, read it back and delete it, as the "
      "cmdlet Test-CsExStorageConnectivity does");
  command->add_option("--sip-uri", options->sip_uri, "The user: sip:kenmyer@litwareinc.com")
      ->type_name("URI")
      ->required();
  command->add_option("--targets", options->targets_file, "The targets file")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("-t,--target", options->target, "The target, where several have mailboxes")
      ->type_name("NAME");
  command
      ->add_option("--identity", options->identity,
                   "An identity of the file; without it, the target's own")
      ->type_name("NAME");
  command->add_option("--folder", options->folder, "ConversationHistory, Inbox or Dumpster")
      ->check(CLI::IsMember({"ConversationHistory", "Inbox", "Dumpster"}))
      ->type_name("FOLDER")
      ->capture_default_str();
  command->add_flag("--delete-item", options->delete_item,
                    "Delete the item again; without it the item stays, as with the cmdlet");
  command->add_flag("--use-cache", options->use_cache,
                    "Use what Autodiscover answered in an earlier test; proves nothing about it");
  command->add_flag("--verbose", options->verbose,
                    "Print each request and answer on standard error, without secrets");
  command->add_flag("--json", options->json, "Print the result as JSON");
  options->state.add_to(*command);
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform exstorage --sip-uri sip:kenmyer@litwareinc.com --delete-item\n"
      "  s2sconform exstorage --sip-uri sip:kenmyer@litwareinc.com --folder Inbox --delete-item\n"
      "  s2sconform exstorage --sip-uri sip:kenmyer@litwareinc.com --delete-item --verbose\n\n"
      "Exit status: 0 it worked; 1 it did not; 2 usage or configuration; 3 it could not be tried\n"
      "(the server was not reached); 130 interrupted, the item deleted.");
  return [options, stop_descriptor] { return test_storage(*options, stop_descriptor); };
}

}  // namespace s2sconform
