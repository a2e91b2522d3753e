#include "harness/commands/list_json.h"

#include <iostream>
#include <string>

#include "harness/base/json_writer.h"

namespace s2sconform {
namespace {

void member(JsonWriter& json, std::string_view name, std::string_view text) {
  json.name(name).string(text);
}

// {"<name>": [ … ]}, with an element for each of `items`.
template <class Items, class WriteItem>
void write_list(std::string_view name, const Items& items, const WriteItem& write_item) {
  JsonWriter json(std::cout);
  json.begin_object();
  json.name(name).begin_array();
  for (const auto& item : items) write_item(json, item);
  json.end_array();
  json.end_object();
  std::cout << "\n";
}

}  // namespace

void list_products_as_json(const std::vector<LoadedPlugin>& plugins) {
  write_list("products", plugins, [](JsonWriter& json, const LoadedPlugin& plugin) {
    const plugin::Product& product = *plugin.product;
    json.begin_object();
    member(json, "id", product.id);
    member(json, "display_name", product.display_name);
    member(json, "principal_id", product.principal_id);
    member(json, "metadata_path", product.metadata_path);
    member(json, "resource_path", product.resource.path);
    json.name("versions").begin_array();
    for (const plugin::Version& version : product.versions) {
      json.begin_object();
      member(json, "id", version.id);
      member(json, "display_name", version.display_name);
      json.end_object();
    }
    json.end_array();
    json.name("suites").strings({product.suites.begin(), product.suites.end()});
    member(json, "plugin", plugin.file.string());
    json.end_object();
  });
}

void list_suites_as_json(const std::vector<Suite>& suites) {
  write_list("suites", suites, [](JsonWriter& json, const Suite& suite) {
    json.begin_object();
    member(json, "id", suite.id);
    member(json, "display_name", suite.display_name);
    json.name("requirements").number(static_cast<std::int64_t>(suite.requirements.size()));
    json.end_object();
  });
}

void list_requirements_as_json(const std::vector<Suite>& suites) {
  std::vector<const Requirement*> requirements;
  for (const Suite& suite : suites) {
    for (const Requirement& requirement : suite.requirements) requirements.push_back(&requirement);
  }
  write_list("requirements", requirements, [](JsonWriter& json, const Requirement* requirement) {
    json.begin_object();
    member(json, "id", requirement->id);
    member(json, "level", to_string(requirement->level));
    member(json, "basis", to_string(requirement->basis));
    member(json, "sentence", requirement->sentence);
    member(json, "source", requirement->source);
    json.end_object();
  });
}

void list_targets_as_json(const std::vector<ListedTarget>& targets) {
  write_list("targets", targets, [](JsonWriter& json, const ListedTarget& listed) {
    json.begin_object();
    member(json, "name", listed.target->name);
    member(json, "product", listed.target->product);
    member(json, "version", listed.target->version);
    json.name("hosts").strings(listed.hosts);
    json.name("suites").begin_array();
    for (const ListedSuite& suite : listed.suites) {
      json.begin_object();
      member(json, "id", suite.id);
      json.name("requirements").number(static_cast<std::int64_t>(suite.requirements));
      json.end_object();
    }
    json.end_array();
    json.end_object();
  });
}

}  // namespace s2sconform
