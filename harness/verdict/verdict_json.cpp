#include "harness/verdict/verdict_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "harness/base/calendar_date.h"
#include "harness/base/json_members.h"
#include "harness/base/whole_number.h"
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

template <std::string Finding::*text>
void read_text(JsonReader& json, Finding& finding) {
  json.string(finding.*text);
}

template <std::string Verdict::*text>
void read_text(JsonReader& json, Verdict& verdict) {
  json.string(verdict.*text);
}

template <std::vector<std::string> Verdict::*texts>
void read_texts(JsonReader& json, Verdict& verdict) {
  (verdict.*texts).clear();
  json.begin_array();
  while (json.next_element()) json.string((verdict.*texts).emplace_back());
}

template <auto Verdict::*value, auto value_of>
void read_name(JsonReader& json, Verdict& verdict) {
  std::string name;
  json.string(name);
  verdict.*value = value_of(name);
}

constexpr std::array<Member<Finding>, 3> finding_members{
    {{"expected", read_text<&Finding::expected>},
     {"actual", read_text<&Finding::actual>},
     {"where", read_text<&Finding::where>}}};

void read_findings(JsonReader& json, Verdict& verdict) {
  verdict.findings.clear();
  json.begin_array();
  while (json.next_element()) {
    read_members(json, finding_members, verdict.findings.emplace_back());
  }
}

void read_waiver(JsonReader& json, Verdict& verdict) {
  verdict.waiver = waiver_of(nlohmann::json::parse(json.text()));
}

void read_missing_prerequisite(JsonReader& json, Verdict& verdict) {
  verdict.missing_prerequisite = json.boolean();
}

void read_duration(JsonReader& json, Verdict& verdict) {
  verdict.duration = duration_of_seconds(json.number());
}

constexpr std::array<Member<Verdict>, 18> verdict_members{
    {{"target", read_text<&Verdict::target>},
     {"product", read_text<&Verdict::product>},
     {"product_version", read_text<&Verdict::product_version>},
     {"suite", read_text<&Verdict::suite>},
     {"requirement", read_text<&Verdict::requirement>},
     {"sentence", read_text<&Verdict::sentence>},
     {"source", read_text<&Verdict::source>},
     {"level", read_name<&Verdict::level, level_of>},
     {"basis", read_name<&Verdict::basis, basis_of>},
     {"outcome", read_name<&Verdict::outcome, outcome_of>},
     {"findings", read_findings},
     {"reason", read_text<&Verdict::reason>},
     {"waiver", read_waiver, false},
     {"missing_prerequisite", read_missing_prerequisite},
     {"remedy", read_text<&Verdict::remedy>},
     {"notes", read_texts<&Verdict::notes>},
     {"exchanges", read_texts<&Verdict::exchanges>},
     {"duration_seconds", read_duration}}};

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

void write_verdict(const VerdictView& verdict, JsonWriter& json) {
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

void read_verdict(JsonReader& json, Verdict& verdict) {
  verdict.waiver.reset();  // the one member that may be missing
  read_members(json, verdict_members, verdict);
}

}  // namespace s2sconform
