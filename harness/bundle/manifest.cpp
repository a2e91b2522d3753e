#include "harness/bundle/manifest.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "harness/base/json_writer.h"
#include "harness/base/utc_text.h"
#include "harness/base/whole_number.h"

namespace s2sconform {
namespace {

using Json = nlohmann::json;
using std::chrono::microseconds;
using std::chrono::system_clock;

constexpr int schema_version = 1;

void write_time(JsonWriter& json, const std::string& name, system_clock::time_point time) {
  json.name(name).string(utc_to_milliseconds(time));
  json.name(name + "_us")
      .number(std::chrono::duration_cast<microseconds>(time.time_since_epoch()).count());
}

void write_target(const BundledTarget& target, JsonWriter& json) {
  json.begin_object();
  json.name("name").string(target.name);
  json.name("har").string(target.har);
  json.name("probes").strings(target.probes);
  if (target.clock_offset) {
    json.name("server_clock_ahead_ms").number(target.clock_offset->count());
  }
  if (target.asked_since) {
    json.name("asked_since_us")
        .number(std::chrono::floor<microseconds>(target.asked_since->time_since_epoch()).count());
  }
  json.end_object();
}

void write_shard(const BundledShard& shard, JsonWriter& json) {
  json.begin_object();
  json.name("index").number(static_cast<std::int64_t>(shard.index));
  json.name("total").number(static_cast<std::int64_t>(shard.total));
  json.name("targets").strings(shard.targets);
  json.end_object();
}

std::vector<std::string> strings(const Json& object, const char* name) {
  return object.at(name).get<std::vector<std::string>>();
}

BundledShard shard_of(const Json& object) {
  return {static_cast<std::size_t>(whole_number(object.at("index"), 1, INT32_MAX)),
          static_cast<std::size_t>(whole_number(object.at("total"), 1, INT32_MAX)),
          strings(object, "targets")};
}

// A name that a file of ours may have: nothing outside the bundle is ever opened for it.
std::string inner_name(const Json& object, const char* name) {
  std::string text = object.at(name).get<std::string>();
  std::string_view rest = text;
  if (rest.starts_with("har/")) rest.remove_prefix(4);
  if (rest.empty() || rest.front() == '.' || rest.find('/') != rest.npos ||
      rest.find('\0') != rest.npos) {
    throw std::invalid_argument("a name is no file of a bundle: '" + text + "'");
  }
  return text;
}

Manifest manifest_of(const Json& document) {
  if (document.at("schema_version") != schema_version) {
    throw std::invalid_argument("it has another version of the format");
  }
  Manifest manifest;
  const Json& run = document.at("run");
  manifest.run_id = run.at("id").get<std::string>();
  manifest.harness_version = run.at("harness_version").get<std::string>();
  manifest.interrupted = run.at("interrupted").get<bool>();
  const Json& clocks = document.at("clocks");
  manifest.started = time_of_microseconds(clocks.at("started_us"));
  manifest.ended = time_of_microseconds(clocks.at("ended_us"));
  manifest.libraries = document.at("libraries").get<std::map<std::string, std::string>>();
  for (const Json& plugin : document.at("plugins")) {
    manifest.plugins.push_back({plugin.at("product").get<std::string>(),
                                plugin.at("file").get<std::string>(),
                                plugin.at("sha256").get<std::string>()});
  }
  manifest.suites_sha256 = document.at("suites").at("sha256").get<std::string>();
  const Json& targets_file = document.at("targets_file");
  manifest.targets_file = targets_file.at("name").get<std::string>();
  manifest.targets_sha256 = targets_file.at("sha256").get<std::string>();
  const Json& selection = document.at("selection");
  manifest.selected_targets = strings(selection, "targets");
  manifest.selected_suites = strings(selection, "suites");
  manifest.selected_requirements = strings(selection, "requirements");
  manifest.required = strings(selection, "required");
  manifest.read_only = selection.at("read_only").get<bool>();
  if (const auto shard = document.find("shard"); shard != document.end()) {
    manifest.shard = shard_of(*shard);
  }
  if (const auto missing = document.find("missing_shards"); missing != document.end()) {
    for (const Json& each : *missing) manifest.missing_shards.push_back(shard_of(each));
  }
  for (const Json& each : document.at("targets")) {
    BundledTarget target{each.at("name").get<std::string>(), inner_name(each, "har"),
                         strings(each, "probes"), std::nullopt, std::nullopt};
    if (const auto ahead = each.find("server_clock_ahead_ms"); ahead != each.end()) {
      target.clock_offset = clock_offset_of(*ahead);
    }
    if (each.contains("asked_since_us")) {
      target.asked_since = time_of_microseconds(each.at("asked_since_us"));
    }
    manifest.targets.push_back(std::move(target));
  }
  for (const Json& each : document.at("files")) {
    const std::int64_t bytes = whole_number(each.at("bytes"), 0, INT64_MAX);
    manifest.files.push_back({inner_name(each, "name"), static_cast<std::uint64_t>(bytes),
                              each.at("sha256").get<std::string>()});
  }
  return manifest;
}

}  // namespace

void write_manifest(const Manifest& manifest, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("schema_version").number(schema_version);
  json.name("run").begin_object();
  json.name("id").string(manifest.run_id);
  json.name("harness_version").string(manifest.harness_version);
  json.name("interrupted").boolean(manifest.interrupted);
  json.end_object();
  json.name("clocks").begin_object();
  write_time(json, "started", manifest.started);
  write_time(json, "ended", manifest.ended);
  json.end_object();
  json.name("libraries").begin_object();
  for (const auto& [name, version] : manifest.libraries) json.name(name).string(version);
  json.end_object();
  json.name("plugins").begin_array();
  for (const BundledPlugin& plugin : manifest.plugins) {
    json.begin_object();
    json.name("product").string(plugin.product);
    json.name("file").string(plugin.file);
    json.name("sha256").string(plugin.sha256);
    json.end_object();
  }
  json.end_array();
  json.name("suites").begin_object();
  json.name("sha256").string(manifest.suites_sha256);
  json.end_object();
  json.name("targets_file").begin_object();
  json.name("name").string(manifest.targets_file);
  json.name("sha256").string(manifest.targets_sha256);
  json.end_object();
  json.name("selection").begin_object();
  json.name("targets").strings(manifest.selected_targets);
  json.name("suites").strings(manifest.selected_suites);
  json.name("requirements").strings(manifest.selected_requirements);
  json.name("required").strings(manifest.required);
  json.name("read_only").boolean(manifest.read_only);
  json.end_object();
  if (manifest.shard) {
    json.name("shard");
    write_shard(*manifest.shard, json);
  }
  if (!manifest.missing_shards.empty()) {
    json.name("missing_shards").begin_array();
    for (const BundledShard& shard : manifest.missing_shards) write_shard(shard, json);
    json.end_array();
  }
  json.name("targets").begin_array();
  for (const BundledTarget& target : manifest.targets) write_target(target, json);
  json.end_array();
  json.name("files").begin_array();
  for (const BundledFile& file : manifest.files) {
    json.begin_object();
    json.name("name").string(file.name);
    json.name("bytes").number(static_cast<std::int64_t>(file.bytes));
    json.name("sha256").string(file.sha256);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

Expected<Manifest> read_manifest(const std::string& text, const std::string& file) {
  std::string problem;
  try {
    return manifest_of(Json::parse(text));
  } catch (const Json::exception& exception) {
    problem = exception.what();
  } catch (const std::invalid_argument& exception) {
    problem = exception.what();
  }
  return Unexpected(ConfigurationError{file, "is no manifest of s2sconform: " + problem,
                                       "name the output folder of a run"});
}

}  // namespace s2sconform
