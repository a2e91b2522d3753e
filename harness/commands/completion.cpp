#include "harness/commands/completion.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

#include "harness/base/nearest.h"
#include "harness/commands/common_options.h"
#include "suites/all_suites.h"

namespace s2sconform {
namespace {

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() != 0; }

bool is_hidden(const std::string& group) { return group.empty(); }

// The command line up to the word that is completed.
struct Place {
  const CLI::App* command = nullptr;
  const CLI::Option* option = nullptr;  // whose value comes next
  std::string word;                     // that is completed, as far as it is typed
  std::size_t positionals = 0;          // that stand before it
  // What was given so far, by the option's name.
  std::map<std::string, std::vector<std::string>, std::less<>> given;
};

// "--target" of "-t,--target"; "targets" of a positional.
std::string name_of(const CLI::Option& option) {
  return option.get_lnames().empty() ? option.get_name() : "--" + option.get_lnames().front();
}

const CLI::Option* find_option(const CLI::App& command, const std::string& word) {
  return word.starts_with('-') ? command.get_option_no_throw(word) : nullptr;
}

const CLI::App* find_command(const CLI::App& command, const std::string& word) {
  for (const CLI::App* known : command.get_subcommands({})) {
    if (known->check_name(word)) return known;
  }
  return nullptr;
}

const CLI::Option* positional(const CLI::App& command, std::size_t index) {
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    if (index == 0 || option->get_items_expected_max() > 1) return option;
    --index;
  }
  return nullptr;
}

void pass(Place& place, const std::string& word) {
  if (place.option) {
    if (word == "=") return;  // bash makes three words of --color=always
    place.given[name_of(*place.option)].push_back(word);
    place.option = nullptr;
    return;
  }
  const std::size_t equals = word.starts_with("--") ? word.find('=') : word.npos;
  if (const CLI::Option* option = find_option(*place.command, word.substr(0, equals))) {
    if (equals != word.npos) {
      place.given[name_of(*option)].push_back(word.substr(equals + 1));
    } else if (takes_value(*option)) {
      place.option = option;
    }
    return;
  }
  if (const CLI::App* command = find_command(*place.command, word)) {
    place.command = command;
    place.positionals = 0;
    return;
  }
  if (word.starts_with('-') && word != "-") return;
  if (const CLI::Option* option = positional(*place.command, place.positionals)) {
    place.given[name_of(*option)].push_back(word);
  }
  ++place.positionals;
}

// "{auto,always,never}", as CLI::IsMember describes itself.
std::vector<std::string> enumerated_values(const CLI::Option& option) {
  std::vector<std::string> values;
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find('{'), end = type.find('}');
  if (begin == type.npos || end == type.npos) return values;
  for (std::size_t at = begin + 1; at < end;) {
    const std::size_t comma = std::min(type.find(',', at), end);
    values.push_back(type.substr(at, comma - at));
    at = comma + 1;
  }
  return values;
}

std::string targets_file_of(const Place& place) {
  for (const char* name : {"targets", "--targets"}) {
    const auto given = place.given.find(name);
    if (given != place.given.end()) return given->second.front();
  }
  return "targets.json";
}

void add_targets(const Place& place, std::vector<Candidates::Word>& words) {
  // A secret that is not there now takes no name away.
  const auto file = load_targets_file(targets_file_of(place), [](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return std::optional<std::string>(value ? value : "a secret that is not set");
  });
  if (!file) return;
  for (const Target& target : file->targets) {
    words.push_back({target.name, target.product + " " + target.version});
  }
}

void add_products(const Place& place, std::vector<Candidates::Word>& words) {
  PluginOptions options;
  if (const auto given = place.given.find("--plugin-directory"); given != place.given.end()) {
    options.directories = given->second;
  }
  const auto plugins = PluginRegistry(options.search()).all();
  if (!plugins) return;
  for (const LoadedPlugin& plugin : *plugins) {
    words.push_back({std::string(plugin.product->id), std::string(plugin.product->display_name)});
  }
}

void add_suites(std::vector<Candidates::Word>& words) {
  for (const Suite& suite : all_suites()) {
    words.push_back({std::string(suite.id), std::string(suite.display_name)});
  }
}

void add_requirements(std::vector<Candidates::Word>& words) {
  for (const Suite& suite : all_suites()) {
    for (const Requirement& requirement : suite.requirements) {
      words.push_back({std::string(requirement.id), std::string(requirement.sentence)});
    }
  }
}

void add_values(const Place& place, const CLI::Option& option, Candidates& found) {
  const std::string name = name_of(option);
  const std::string type = option.get_type_name();
  if (name == "--target") return add_targets(place, found.words);
  if (name == "--suite") return add_suites(found.words);
  if (name == "--requirement" || name == "--require") return add_requirements(found.words);
  if (type == "PRODUCT") return add_products(place, found.words);
  for (const std::string& value : enumerated_values(option)) found.words.push_back({value, ""});
  found.folders = type == "DIR";
  // An output folder of a run is named as BUNDLE, RESULTS, BEFORE and AFTER.
  found.files = found.words.empty() && !found.folders &&
                (type == "FILE" || type == "BUNDLE" || type == "RESULTS" || type == "BEFORE" ||
                 type == "AFTER" || name == "FILE");
}

void add_options(const CLI::App& command, std::vector<Candidates::Word>& words) {
  for (const CLI::Option* option : command.get_options()) {
    if (is_hidden(option->get_group())) continue;
    for (const std::string& name : option->get_lnames()) {
      words.push_back({"--" + name, option->get_description()});
    }
    for (const std::string& name : option->get_snames()) {
      words.push_back({"-" + name, option->get_description()});
    }
  }
}

}  // namespace

Candidates complete(const CLI::App& app, const std::vector<std::string>& words) {
  Place place;
  place.command = &app;
  for (std::size_t index = 0; index + 1 < words.size(); ++index) pass(place, words[index]);
  if (!words.empty()) place.word = words.back();
  std::string before;  // of the word, that each candidate begins with too
  if (place.option && place.word == "=") {
    place.word.clear();
  } else if (!place.option && place.word.starts_with("--")) {
    const std::size_t equals = place.word.find('=');
    if (equals != place.word.npos) {
      before = place.word.substr(0, equals + 1);
      place.option = find_option(*place.command, place.word.substr(0, equals));
      place.word.erase(0, equals + 1);
      if (!place.option) return {};
    }
  }
  Candidates found;
  if (place.option) {
    add_values(place, *place.option, found);
  } else if (place.word.starts_with('-')) {
    add_options(*place.command, found.words);
  } else {
    for (const CLI::App* command : place.command->get_subcommands({})) {
      if (is_hidden(command->get_group())) continue;
      found.words.push_back({command->get_name(), command->get_description()});
    }
    if (const CLI::Option* option = positional(*place.command, place.positionals)) {
      add_values(place, *option, found);
    }
  }
  std::erase_if(found.words,
                [&](const Candidates::Word& word) { return !word.text.starts_with(place.word); });
  for (Candidates::Word& word : found.words) word.text.insert(0, before);
  return found;
}

}  // namespace s2sconform
