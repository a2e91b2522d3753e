#include "harness/journal/run_header.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "harness/base/json_writer.h"
#include "harness/base/whole_number.h"

namespace s2sconform {
namespace {

using nlohmann::json;
using std::chrono::microseconds;

constexpr int format = 1;

void write_shard(const Shard& shard, JsonWriter& line) {
  line.begin_object();
  line.name("index").number(static_cast<std::int64_t>(shard.index));
  line.name("total").number(static_cast<std::int64_t>(shard.total));
  line.end_object();
}

void write_division(const RunHeader& header, JsonWriter& line) {
  if (header.division.empty()) return;
  line.name("division").begin_array();
  for (const std::vector<std::string>& targets : header.division) line.strings(targets);
  line.end_array();
  if (header.shard) {
    line.name("shard");
    write_shard(*header.shard, line);
  }
  line.name("missing_shards").begin_array();
  for (const Shard& shard : header.missing_shards) write_shard(shard, line);
  line.end_array();
}

Shard shard_of(const json& object, std::size_t total) {
  const Shard shard{static_cast<std::size_t>(whole_number(object.at("index"), 1, INT32_MAX)),
                    static_cast<std::size_t>(whole_number(object.at("total"), 1, INT32_MAX))};
  if (shard.index < 1 || shard.index > shard.total || shard.total != total) {
    throw std::invalid_argument("it is of a shard that there is not");
  }
  return shard;
}

void read_division(const json& object, RunHeader& header) {
  const auto division = object.find("division");
  if (division == object.end()) return;
  division->get_to(header.division);
  const std::size_t total = header.division.size();
  if (const auto shard = object.find("shard"); shard != object.end()) {
    header.shard = shard_of(*shard, total);
  }
  for (const json& each : object.at("missing_shards")) {
    header.missing_shards.push_back(shard_of(each, total));
  }
}

}  // namespace

std::string header_line(const RunHeader& header) {
  std::ostringstream text;
  JsonWriter line(text, JsonWriter::Layout::lines);
  line.begin_object();
  line.name("journal").number(format);
  line.name("run_id").string(header.run_id);
  line.name("harness_version").string(header.harness_version);
  line.name("suites_sha256").string(header.suites_sha256);
  line.name("targets_file").string(header.targets_file);
  line.name("working_folder").string(header.working_folder);
  line.name("targets_sha256").string(header.targets_sha256);
  line.name("started_us")
      .number(std::chrono::floor<microseconds>(header.started.time_since_epoch()).count());
  line.name("targets").strings(header.selected_targets);
  line.name("suites").strings(header.selected_suites);
  line.name("requirements").strings(header.selected_requirements);
  line.name("required").strings(header.required);
  line.name("read_only").boolean(header.read_only);
  write_division(header, line);
  line.end_object();
  return std::move(text).str();
}

tl::expected<RunHeader, std::string> parse_header(std::string_view line) {
  try {
    const json object = json::parse(line);
    if (object.at("journal") != format) {
      return tl::unexpected(std::string("it has another version of the format"));
    }
    RunHeader header;
    object.at("run_id").get_to(header.run_id);
    object.at("harness_version").get_to(header.harness_version);
    object.at("suites_sha256").get_to(header.suites_sha256);
    object.at("targets_file").get_to(header.targets_file);
    object.at("working_folder").get_to(header.working_folder);
    object.at("targets_sha256").get_to(header.targets_sha256);
    header.started = time_of_microseconds(object.at("started_us"));
    object.at("targets").get_to(header.selected_targets);
    object.at("suites").get_to(header.selected_suites);
    object.at("requirements").get_to(header.selected_requirements);
    object.at("required").get_to(header.required);
    object.at("read_only").get_to(header.read_only);
    read_division(object, header);
    return header;
  } catch (const json::exception& exception) {
    return tl::unexpected(std::string(exception.what()));
  } catch (const std::invalid_argument& exception) {
    return tl::unexpected(std::string(exception.what()));
  }
}

}  // namespace s2sconform
