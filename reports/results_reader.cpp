#include "reports/results_reader.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/json_reader.h"
#include "harness/base/whole_number.h"
#include "harness/verdict/named_value.h"
#include "harness/verdict/verdict_json.h"

namespace s2sconform {
namespace {

using nlohmann::json;

WaiverUse::State state_of(const json& text) {
  using State = WaiverUse::State;
  return value_named(text.get_ref<const std::string&>(),
                     std::array{State::applied, State::expired, State::unused, State::passing,
                                State::failing_differently, State::not_judged});
}

Readiness readiness_of(const json& text) {
  return value_named(text.get_ref<const std::string&>(),
                     std::array{Readiness::ready, Readiness::not_ready, Readiness::undecided});
}

void take(const json& object, const char* name, std::string& text) { object.at(name).get_to(text); }

// The same for what earlier versions did not write.
template <class Value>
void take_if_there(const json& object, const char* name, Value& value) {
  if (const auto found = object.find(name); found != object.end()) found->get_to(value);
}

std::chrono::system_clock::time_point time_of(const json& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
  if (std::sscanf(text.get_ref<const std::string&>().c_str(), "%4d-%2u-%2uT%2u:%2u:%2u.%3uZ", &year,
                  &month, &day, &hour, &minute, &second, &millisecond) != 7) {
    throw std::invalid_argument("'" + text.get<std::string>() + "' is no time");
  }
  const auto date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  // The years that system_clock, which counts nanoseconds, has room for.
  if (!date.ok() || year < 1970 || year > 2255 || hour > 23 || minute > 59 || second > 60) {
    throw std::invalid_argument("'" + text.get<std::string>() + "' is no time");
  }
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second) + std::chrono::milliseconds(millisecond);
}

Shard shard_of(const json& object) {
  return {static_cast<std::size_t>(whole_number(object.at("index"), 1, INT32_MAX)),
          static_cast<std::size_t>(whole_number(object.at("total"), 1, INT32_MAX))};
}

TargetSummary target_of(const json& object) {
  TargetSummary target;
  take(object, "name", target.name);
  take(object, "product", target.product);
  take(object, "product_display_name", target.product_display_name);
  take(object, "product_version", target.product_version);
  take(object, "url", target.url);
  take_if_there(object, "former_names", target.former_names);
  take_if_there(object, "notes", target.notes);
  if (const auto ahead = object.find("clock_ahead_ms"); ahead != object.end()) {
    target.clock_ahead = clock_offset_of(*ahead);
  }
  if (const auto seconds = object.find("probing_seconds"); seconds != object.end()) {
    target.probing_time = duration_of_seconds(seconds->get<double>());
  }
  return target;
}

FeatureReadiness feature_of(const json& object) {
  FeatureReadiness feature;
  take(object, "feature", feature.feature);
  feature.state = readiness_of(object.at("state"));
  take(object, "reason", feature.reason);
  for (const json& each : object.at("rests_on")) {
    FeatureReadiness::Basis& basis = feature.rests_on.emplace_back();
    take(each, "target", basis.target);
    take(each, "requirement", basis.requirement);
    basis.outcome = outcome_of(each.at("outcome").get_ref<const std::string&>());
  }
  return feature;
}

Tally tally_of(const json& object) {
  const auto count = [&](const char* outcome) {
    return static_cast<std::size_t>(whole_number(object.at(outcome), 0, UINT32_MAX));
  };
  return {.pass = count("pass"),
          .fail = count("fail"),
          .warn = count("warn"),
          .skip = count("skip"),
          .error = count("error"),
          .waived = count("waived")};
}

RequirementCoverage coverage_of(const json& object) {
  RequirementCoverage row;
  take(object, "id", row.id);
  take(object, "suite", row.suite);
  row.level = level_of(object.at("level").get_ref<const std::string&>());
  row.basis = basis_of(object.at("basis").get_ref<const std::string&>());
  take(object, "sentence", row.sentence);
  take(object, "source", row.source);
  object.at("former_ids").get_to(row.former_ids);
  object.at("products").get_to(row.products);
  object.at("probes").get_to(row.probes);
  object.at("faults").get_to(row.faults);
  row.verdicts = tally_of(object.at("verdicts"));
  return row;
}

UnobservableRequirement unobservable_of(const json& object) {
  UnobservableRequirement row;
  take(object, "id", row.id);
  take(object, "suite", row.suite);
  take(object, "sentence", row.sentence);
  take(object, "reason", row.reason);
  return row;
}

// All but the verdicts.
void read_rest(const json& document, RunResult& run) {
  if (document.at("schema_version") != 1) {
    throw std::invalid_argument("it has another version of the format");
  }
  const json& own = document.at("run");
  take(own, "id", run.run_id);
  take(own, "harness_version", run.harness_version);
  take(own, "targets_file", run.targets_file);
  take_if_there(own, "recording", run.recording);
  run.started = time_of(own.at("started"));
  run.ended = time_of(own.at("ended"));
  own.at("interrupted").get_to(run.interrupted);
  if (const auto shard = own.find("shard"); shard != own.end()) run.shard = shard_of(*shard);
  if (const auto missing = own.find("missing_shards"); missing != own.end()) {
    for (const json& each : *missing) run.missing_shards.push_back(shard_of(each));
  }
  for (const json& each : document.at("targets")) run.targets.push_back(target_of(each));
  for (const json& each : document.at("readiness")) run.readiness.push_back(feature_of(each));
  if (const auto waivers = document.find("waivers"); waivers != document.end()) {
    for (const json& each : *waivers) {
      run.waivers.push_back(
          {waiver_of(each), state_of(each.at("state")), each.at("problem").get<std::string>()});
    }
  }
  const auto coverage = document.find("coverage");
  if (coverage == document.end()) return;
  for (const json& each : coverage->at("requirements")) run.coverage.push_back(coverage_of(each));
  for (const json& each : coverage->at("unobservable")) {
    run.unobservable.push_back(unobservable_of(each));
  }
}

RunResult read_run(std::istream& in) {
  json rest = json::object();
  RunResult run;
  Verdict verdict;  // one after the other, in the same room
  JsonReader document(in);
  document.begin_object();
  while (document.next_member()) {
    if (document.name() == "verdicts") {
      document.begin_array();
      while (document.next_element()) {
        read_verdict(document, verdict);
        run.verdicts.add(std::move(verdict));
      }
    } else {
      json& member = rest[document.name()];
      member = json::parse(document.text());
    }
  }
  document.end();
  read_rest(rest, run);
  return run;
}

}  // namespace

Expected<RunResult> read_results(const std::filesystem::path& path) {
  const std::filesystem::path file =
      std::filesystem::is_directory(path) ? path / "results.json" : path;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Unexpected(ConfigurationError{file.string(), "cannot be read",
                                         "name the output folder of a run, or its results.json"});
  }
  return read_results(in, file);
}

Expected<RunResult> read_results(std::istream& in, const std::filesystem::path& file) {
  std::string problem;
  try {
    return read_run(in);
  } catch (const json::exception& exception) {
    problem = exception.what();
  } catch (const std::invalid_argument& exception) {
    problem = exception.what();
  }
  return Unexpected(ConfigurationError{file.string(), "is no results.json: " + problem,
                                       "name the output folder of a run, or its results.json"});
}

}  // namespace s2sconform
