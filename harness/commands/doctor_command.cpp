#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "harness/base/json_writer.h"
#include "harness/commands/command.h"
#include "harness/commands/common_options.h"
#include "harness/commands/diagnosis.h"
#include "harness/run/plan.h"

namespace s2sconform {
namespace {

struct DoctorCommandOptions {
  std::string targets_file;
  bool json = false;
  PluginOptions plugins;
};

// What is printed together: the machine, or one target.
struct Chapter {
  std::string title;  // a target's name; empty: the machine
  Diagnoses diagnoses;
  bool interrupted = false;
};

const char* word(Health health) {
  return health == Health::right ? "ok" : health == Health::note ? "note" : "wrong";
}

std::size_t count(const std::vector<Chapter>& chapters, Health health) {
  std::size_t total = 0;
  for (const Chapter& chapter : chapters) {
    total += static_cast<std::size_t>(
        std::count_if(chapter.diagnoses.begin(), chapter.diagnoses.end(),
                      [&](const Diagnosis& diagnosis) { return diagnosis.health == health; }));
  }
  return total;
}

void print_text(const std::vector<Chapter>& chapters) {
  for (const Chapter& chapter : chapters) {
    std::cout << (chapter.title.empty() ? "This machine" : "\nTarget " + chapter.title) << "\n";
    for (const Diagnosis& diagnosis : chapter.diagnoses) {
      std::string state = word(diagnosis.health);
      state.resize(7, ' ');
      std::cout << "  " << state << diagnosis.area
                << (diagnosis.subject.empty() ? "" : " " + diagnosis.subject) << ": "
                << diagnosis.found << "\n";
      if (diagnosis.health != Health::right && !diagnosis.remedy.empty()) {
        std::cout << "         what to do: " << diagnosis.remedy << "\n";
      }
    }
  }
  const std::size_t wrong = count(chapters, Health::wrong);
  std::cout << "\n"
            << (wrong == 0   ? "All is right"
                : wrong == 1 ? "1 thing is wrong"
                             : std::to_string(wrong) + " things are wrong")
            << "\n";
}

void write_diagnoses(JsonWriter& json, const Diagnoses& diagnoses) {
  json.name("diagnoses").begin_array();
  for (const Diagnosis& diagnosis : diagnoses) {
    json.begin_object();
    json.name("area").string(diagnosis.area);
    json.name("subject").string(diagnosis.subject);
    json.name("state").string(word(diagnosis.health));
    json.name("found").string(diagnosis.found);
    json.name("remedy").string(diagnosis.remedy);
    json.end_object();
  }
  json.end_array();
}

void print_json(const std::vector<Chapter>& chapters) {
  JsonWriter json(std::cout);
  json.begin_object();
  json.name("right").boolean(count(chapters, Health::wrong) == 0);
  json.name("machine").begin_object();
  write_diagnoses(json, chapters.front().diagnoses);
  json.end_object();
  json.name("targets").begin_array();
  for (std::size_t index = 1; index < chapters.size(); ++index) {
    json.begin_object();
    json.name("name").string(chapters[index].title);
    write_diagnoses(json, chapters[index].diagnoses);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  std::cout << "\n";
}

bool uses_system_store(const Target& target) {
  return target.ca_file.empty() && target.ca_directory.empty();
}

// The chapters of the targets, in their order. A target whose product is not known has but that in
// its own.
Expected<std::vector<Chapter>> look_at(const std::vector<Target>& targets, PluginRegistry& plugins,
                                       int stop_descriptor) {
  std::vector<Chapter> chapters;
  std::vector<Peer> peers;
  std::vector<std::size_t> places;
  for (const Target& target : targets) {
    chapters.push_back({target.name, {}, false});
    const Expected<ProductVersion> product = find_product_version(target, plugins);
    if (product) {
      peers.push_back({&target, *product});
      places.push_back(chapters.size() - 1);
    } else {
      chapters.back().diagnoses.push_back({"product", target.product + " " + target.version,
                                           Health::wrong, product.error().problem,
                                           product.error().remedy});
    }
  }
  Expected<std::vector<DiagnosedTarget>> diagnosed = diagnose_targets(peers, stop_descriptor);
  if (!diagnosed) return Unexpected(diagnosed.error());
  for (std::size_t index = 0; index < places.size(); ++index) {
    chapters[places[index]].diagnoses = std::move((*diagnosed)[index].diagnoses);
    chapters[places[index]].interrupted = (*diagnosed)[index].interrupted;
  }
  return chapters;
}

int examine(const DoctorCommandOptions& options, int stop_descriptor) {
  TargetsFile file;
  if (!options.targets_file.empty()) {
    Expected<TargetsFile> loaded = load_targets(options.targets_file);
    if (!loaded) return report_error(loaded.error());
    file = std::move(*loaded);
  }
  const bool needs_system_store =
      std::any_of(file.targets.begin(), file.targets.end(), uses_system_store);
  std::vector<Chapter> chapters{
      {"", diagnose_machine(options.plugins.search(), needs_system_store), false}};
  PluginRegistry plugins(options.plugins.search());
  const auto of_targets = look_at(file.targets, plugins, stop_descriptor);
  if (!of_targets) return report_error(of_targets.error());
  chapters.insert(chapters.end(), of_targets->begin(), of_targets->end());
  // What was not looked at would seem to be wrong.
  if (std::any_of(chapters.begin(), chapters.end(),
                  [](const Chapter& chapter) { return chapter.interrupted; })) {
    return exit_interrupted;
  }
  options.json ? print_json(chapters) : print_text(chapters);
  return count(chapters, Health::wrong) == 0 ? exit_conforms : exit_undecided;
}

}  // namespace

Command add_doctor_command(CLI::App& app, int stop_descriptor) {
  const auto options = std::make_shared<DoctorCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "doctor",
      "Look for what would keep a run from working: installation, plugins, CA store, clock, names, "
      "proxies, and whether each target is reached. No token is sent");
  command->add_option("targets", options->targets_file, "A targets file; without it, this machine")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "For programs");
  options->plugins.add_to(*command);
  command->footer(
      "Examples:\n"
      "  s2sconform doctor                       what is installed here\n"
      "  s2sconform doctor targets.json          and whether its targets are reached\n\n"
      "Exit status: 0 all is right; 2 usage or configuration; 3 something is wrong.");
  return [options, stop_descriptor] { return examine(*options, stop_descriptor); };
}

}  // namespace s2sconform
