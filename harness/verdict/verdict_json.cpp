#include "harness/verdict/verdict_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "harness/base/calendar_date.h"
#include "harness/verdict/named_value.h"

namespace s2sconform {
namespace {

void write_finding(const Finding& finding, JsonWriter& json) {
  json.begin_object();
  json.name("expected").string(finding.expected);
  json.name("actual").string(finding.actual);
  json.name("where").string(finding.where);
  json.end_object();
}

void take(const nlohmann::json& object, const char* name, std::string& text) {
  object.at(name).get_to(text);
}

const std::string& text_of(const nlohmann::json& object, const char* name) {
  return object.at(name).get_ref<const std::string&>();
}

}  // namespace

void write_waiver(const Waiver& waiver, JsonWriter& json) {
  json.name("place").string(waiver.place);
  json.name("requirement").string(waiver.requirement);
  json.name("target").string(waiver.target);
  json.name("reason").string(waiver.reason);
  json.name("owner").string(waiver.owner);
  json.name("url").string(waiver.url);
  json.name("expires").string(calendar_date_text(waiver.expires));
  json.name("expected").string(waiver.expected);
}

void write_verdict(const Verdict& verdict, JsonWriter& json) {
  json.begin_object();
  json.name("target").string(verdict.target);
  json.name("product").string(verdict.product);
  json.name("product_version").string(verdict.product_version);
  json.name("suite").string(verdict.suite);
  json.name("requirement").string(verdict.requirement);
  json.name("sentence").string(verdict.sentence);
  json.name("source").string(verdict.source);
  json.name("level").string(to_string(verdict.level));
  json.name("basis").string(to_string(verdict.basis));
  json.name("outcome").string(to_string(verdict.outcome));
  json.name("findings").begin_array();
  for (const Finding& finding : verdict.findings) write_finding(finding, json);
  json.end_array();
  json.name("reason").string(verdict.reason);
  if (verdict.waiver) {
    json.name("waiver").begin_object();
    write_waiver(*verdict.waiver, json);
    json.end_object();
  }
  json.name("missing_prerequisite").boolean(verdict.missing_prerequisite);
  json.name("remedy").string(verdict.remedy);
  json.name("notes").strings(verdict.notes);
  json.name("exchanges").strings(verdict.exchanges);
  json.name("duration_seconds").seconds(verdict.duration);
  json.end_object();
}

Level level_of(std::string_view name) {
  return value_named(name, std::array{Level::must, Level::should, Level::may});
}

Basis basis_of(std::string_view name) {
  return value_named(name, std::array{Basis::specification, Basis::vendor_documentation,
                                      Basis::observed, Basis::inferred, Basis::safety});
}

Outcome outcome_of(std::string_view name) {
  return value_named(name, std::array{Outcome::pass, Outcome::fail, Outcome::warn, Outcome::skip,
                                      Outcome::error, Outcome::waived});
}

Waiver waiver_of(const nlohmann::json& object) {
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

Verdict verdict_of(const nlohmann::json& object) {
  Verdict verdict;
  take(object, "target", verdict.target);
  take(object, "product", verdict.product);
  take(object, "product_version", verdict.product_version);
  take(object, "suite", verdict.suite);
  take(object, "requirement", verdict.requirement);
  take(object, "sentence", verdict.sentence);
  take(object, "source", verdict.source);
  verdict.level = level_of(text_of(object, "level"));
  verdict.basis = basis_of(text_of(object, "basis"));
  verdict.outcome = outcome_of(text_of(object, "outcome"));
  for (const nlohmann::json& each : object.at("findings")) {
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

}  // namespace s2sconform
