#include "reports/results_reader.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "harness/base/calendar_date.h"
#include "harness/base/whole_number.h"

namespace s2sconform {
namespace {

using nlohmann::json;

template <class Value, std::size_t count>
Value named(const json& text, const std::array<Value, count>& values) {
  for (const Value value : values) {
    if (to_string(value) == text.get_ref<const std::string&>()) return value;
  }
  throw std::invalid_argument("'" + text.get<std::string>() + "' is not known here");
}

Level level_of(const json& text) {
  return named(text, std::array{Level::must, Level::should, Level::may});
}

Basis basis_of(const json& text) {
  return named(text, std::array{Basis::specification, Basis::vendor_documentation, Basis::observed,
                                Basis::inferred, Basis::safety});
}

Outcome outcome_of(const json& text) {
  return named(text, std::array{Outcome::pass, Outcome::fail, Outcome::warn, Outcome::skip,
                                Outcome::error, Outcome::waived});
}

WaiverUse::State state_of(const json& text) {
  using State = WaiverUse::State;
  return named(text, std::array{State::applied, State::expired, State::unused, State::passing,
                                State::failing_differently, State::not_judged});
}

Readiness readiness_of(const json& text) {
  return named(text, std::array{Readiness::ready, Readiness::not_ready, Readiness::undecided});
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

Waiver waiver_of(const json& object) {
  Waiver waiver;
  take(object, "place", waiver.place);
  take(object, "requirement", waiver.requirement);
  take(object, "target", waiver.target);
  take(object, "reason", waiver.reason);
  take(object, "owner", waiver.owner);
  take(object, "url", waiver.url);
  take(object, "expected", waiver.expected);
  const auto expires = parse_calendar_date(object.at("expires").get<std::string>());
  if (!expires) throw std::invalid_argument("a waiver's expiry is no date");
  waiver.expires = *expires;
  return waiver;
}

Verdict verdict_of(const json& object) {
  Verdict verdict;
  take(object, "target", verdict.target);
  take(object, "product", verdict.product);
  take(object, "product_version", verdict.product_version);
  take(object, "suite", verdict.suite);
  take(object, "requirement", verdict.requirement);
  take(object, "sentence", verdict.sentence);
  take(object, "source", verdict.source);
  verdict.level = level_of(object.at("level"));
  verdict.basis = basis_of(object.at("basis"));
  verdict.outcome = outcome_of(object.at("outcome"));
  for (const json& each : object.at("findings")) {
    Finding& finding = verdict.findings.emplace_back();
    take(each, "expected", finding.expected);
    take(each, "actual", finding.actual);
    take(each, "where", finding.where);
  }
  take(object, "reason", verdict.reason);
  if (const auto waiver = object.find("waiver"); waiver != object.end()) {
    verdict.waiver = waiver_of(*waiver);
  }
  object.at("missing_prerequisite").get_to(verdict.missing_prerequisite);
  take(object, "remedy", verdict.remedy);
  object.at("notes").get_to(verdict.notes);
  object.at("exchanges").get_to(verdict.exchanges);
  const double seconds = object.at("duration_seconds").get<double>();
  constexpr double a_year = 366.0 * 24 * 3600;
  if (!(seconds >= 0 && seconds <= a_year)) throw std::invalid_argument("a duration is no time");
  verdict.duration =
      std::chrono::round<std::chrono::microseconds>(std::chrono::duration<double>(seconds));
  return verdict;
}

TargetSummary target_of(const json& object) {
  TargetSummary target;
  take(object, "name", target.name);
  take(object, "product", target.product);
  take(object, "product_display_name", target.product_display_name);
  take(object, "product_version", target.product_version);
  take(object, "url", target.url);
  take_if_there(object, "former_names", target.former_names);
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
    basis.outcome = outcome_of(each.at("outcome"));
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
  row.level = level_of(object.at("level"));
  row.basis = basis_of(object.at("basis"));
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
    RunResult run;
    std::string section;  // the member of the document that is read now
    const json document = json::parse(in, [&](int depth, json::parse_event_t event, json& parsed) {
      if (event == json::parse_event_t::key && depth == 1) section = parsed.get<std::string>();
      if (event != json::parse_event_t::object_end || depth != 2 || section != "verdicts") {
        return true;
      }
      run.verdicts.push_back(verdict_of(parsed));
      return false;
    });
    read_rest(document, run);
    return run;
  } catch (const json::exception& exception) {
    problem = exception.what();
  } catch (const std::invalid_argument& exception) {
    problem = exception.what();
  }
  return Unexpected(ConfigurationError{file.string(), "is no results.json: " + problem,
                                       "name the output folder of a run, or its results.json"});
}

}  // namespace s2sconform
