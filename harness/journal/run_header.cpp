#include "harness/journal/run_header.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/base/json_writer.h"
#include "harness/base/whole_number.h"

namespace s2sconform {
namespace {

using nlohmann::json;
using std::chrono::microseconds;

constexpr int format = 1;

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
    return header;
  } catch (const json::exception& exception) {
    return tl::unexpected(std::string(exception.what()));
  } catch (const std::invalid_argument& exception) {
    return tl::unexpected(std::string(exception.what()));
  }
}

}  // namespace s2sconform
