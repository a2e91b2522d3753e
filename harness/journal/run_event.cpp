#include "harness/journal/run_event.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "harness/base/json_writer.h"
#include "harness/base/whole_number.h"
#include "harness/verdict/verdict_json.h"

namespace s2sconform {
namespace {

using nlohmann::json;
using std::chrono::microseconds;

void write_members(const WorkerAlive&, JsonWriter& line) { line.name("event").string("alive"); }

void write_members(const TargetProbed& probed, JsonWriter& line) {
  line.name("event").string("probed");
  line.name("target").string(probed.target);
  line.name("suites").strings(probed.suites);
  line.name("har").begin_object();
  line.name("bytes").number(static_cast<std::int64_t>(probed.har_bytes));
  line.name("sha256").string(probed.har_sha256);
  line.end_object();
  if (probed.clock_offset) line.name("server_clock_ahead_ms").number(probed.clock_offset->count());
  line.name("interrupted").boolean(probed.interrupted);
  line.name("probing_us").number(probed.probing_time.count());
  if (probed.asked_since) {
    line.name("asked_since_us")
        .number(std::chrono::floor<microseconds>(probed.asked_since->time_since_epoch()).count());
  }
}

void write_members(const Verdict& verdict, JsonWriter& line) {
  line.name("event").string("verdict");
  line.name("verdict");
  write_verdict(verdict, line);
}

void write_members(const WorkerUnable& unable, JsonWriter& line) {
  line.name("event").string("unable");
  line.name("place").string(unable.error.place);
  line.name("problem").string(unable.error.problem);
  line.name("remedy").string(unable.error.remedy);
}

void write_members(const WorkerDone&, JsonWriter& line) { line.name("event").string("done"); }

void write_members(const WorkerAsked& asked, JsonWriter& line) {
  line.name("event").string("asked");
  line.name("budgets").begin_array();
  for (const WorkerAsked::Budget& each : asked.budgets) {
    line.begin_object();
    line.name("destination").string(each.destination);
    line.name("requests").number(static_cast<std::int64_t>(each.requests));
    line.name("held_ms").number(each.held.count());
    line.end_object();
  }
  line.end_array();
}

void write_members(const WorkerDied& died, JsonWriter& line) {
  line.name("event").string("died");
  line.name("targets").strings(died.targets);
  line.name("suite").string(died.suite);
  line.name("how").string(died.how);
}

void write_members(const RunEnded& ended, JsonWriter& line) {
  line.name("event").string("ended");
  const auto since_1970 = std::chrono::floor<microseconds>(ended.at.time_since_epoch());
  line.name("ended_us").number(since_1970.count());
  line.name("interrupted").boolean(ended.interrupted);
}

TargetProbed probed_of(const json& object) {
  TargetProbed probed;
  object.at("target").get_to(probed.target);
  object.at("suites").get_to(probed.suites);
  const json& bytes = object.at("har").at("bytes");
  probed.har_bytes = static_cast<std::uint64_t>(whole_number(bytes, 0, INT64_MAX));
  object.at("har").at("sha256").get_to(probed.har_sha256);
  if (const auto ahead = object.find("server_clock_ahead_ms"); ahead != object.end()) {
    probed.clock_offset = clock_offset_of(*ahead);
  }
  object.at("interrupted").get_to(probed.interrupted);
  probed.probing_time = duration_of_microseconds(object.at("probing_us"));
  if (const auto since = object.find("asked_since_us"); since != object.end()) {
    probed.asked_since = time_of_microseconds(*since);
  }
  return probed;
}

WorkerAsked asked_of(const json& object) {
  WorkerAsked asked;
  for (const json& each : object.at("budgets")) {
    WorkerAsked::Budget& budget = asked.budgets.emplace_back();
    each.at("destination").get_to(budget.destination);
    budget.requests = static_cast<std::size_t>(whole_number(each.at("requests"), 0, UINT32_MAX));
    budget.held = std::chrono::milliseconds(whole_number(each.at("held_ms"), 0, INT32_MAX));
  }
  return asked;
}

RunEvent event_of(std::string_view line) {
  json object = json::object();
  std::optional<Verdict> verdict;
  JsonReader members(line);
  members.begin_object();
  while (members.next_member()) {
    if (members.name() == "verdict") {
      read_verdict(members, verdict.emplace());
    } else {
      json& member = object[members.name()];
      member = json::parse(members.text());
    }
  }
  members.end();
  const auto text = [&](const char* name) { return object.at(name).get<std::string>(); };
  const std::string kind = text("event");
  if (kind == "alive") return WorkerAlive{};
  if (kind == "probed") return probed_of(object);
  if (kind == "verdict" && verdict) return *std::move(verdict);
  if (kind == "unable") return WorkerUnable{{text("place"), text("problem"), text("remedy")}};
  if (kind == "asked") return asked_of(object);
  if (kind == "done") return WorkerDone{};
  if (kind == "died") {
    return WorkerDied{object.at("targets").get<std::vector<std::string>>(), text("suite"),
                      text("how")};
  }
  if (kind == "ended") {
    return RunEnded{time_of_microseconds(object.at("ended_us")),
                    object.at("interrupted").get<bool>()};
  }
  throw std::invalid_argument("'" + kind + "' is no event");
}

}  // namespace

std::string event_line(const RunEvent& event) {
  std::ostringstream text;
  JsonWriter line(text, JsonWriter::Layout::lines);
  line.begin_object();
  std::visit([&](const auto& each) { write_members(each, line); }, event);
  line.end_object();
  return std::move(text).str();
}

tl::expected<RunEvent, std::string> parse_event(std::string_view line) {
  try {
    return event_of(line);
  } catch (const json::exception& exception) {
    return tl::unexpected(std::string(exception.what()));
  } catch (const std::invalid_argument& exception) {
    return tl::unexpected(std::string(exception.what()));
  }
}

}  // namespace s2sconform
