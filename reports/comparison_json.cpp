#include "harness/base/json_writer.h"
#include "harness/base/utc_text.h"
#include "reports/comparison_reports.h"
#include "reports/comparison_text.h"

namespace s2sconform {
namespace {

void write_run(const char* name, const RunResult& run, JsonWriter& json) {
  json.name(name).begin_object();
  json.name("id").string(run.run_id);
  json.name("harness_version").string(run.harness_version);
  json.name("targets_file").string(run.targets_file);
  json.name("started").string(utc_to_milliseconds(run.started));
  json.end_object();
}

void write_side(const char* name, const StoredVerdict* stored, JsonWriter& json) {
  if (!stored) return;
  const VerdictView verdict = *stored;
  json.name(name).begin_object();
  json.name("target").string(verdict.target);
  json.name("requirement").string(verdict.requirement);
  json.name("outcome").string(to_string(verdict.outcome));
  json.name("findings").begin_array();
  for (const Finding& finding : verdict.findings) {
    json.begin_object();
    json.name("expected").string(finding.expected);
    json.name("actual").string(finding.actual);
    json.name("where").string(finding.where);
    json.end_object();
  }
  json.end_array();
  json.name("reason").string(verdict.reason);
  json.name("remedy").string(verdict.remedy);
  json.end_object();
}

}  // namespace

void write_comparison_json(const Comparison& comparison, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("schema_version").number(1);
  write_run("before", comparison.before, json);
  write_run("after", comparison.after, json);
  json.name("summary").begin_object();
  for (const ChangeKind kind : change_kinds) {
    json.name(to_string(kind)).number(static_cast<std::int64_t>(comparison.count(kind)));
  }
  json.name("unchanged").number(static_cast<std::int64_t>(comparison.unchanged));
  json.name("exit_status").number(exit_status(comparison));
  json.end_object();
  json.name("changes").begin_array();
  for (const VerdictChange& change : comparison.changes) {
    const VerdictView verdict = change.verdict();
    json.begin_object();
    json.name("kind").string(to_string(change.kind));
    json.name("target").string(verdict.target);
    json.name("suite").string(verdict.suite);
    json.name("requirement").string(verdict.requirement);
    json.name("sentence").string(verdict.sentence);
    write_side("before", change.before, json);
    write_side("after", change.after, json);
    json.end_object();
  }
  json.end_array();
  json.name("readiness").begin_array();
  for (const ReadinessChange& change : comparison.readiness) {
    json.begin_object();
    json.name("feature").string(change.feature);
    json.name("before").string(to_string(change.before));
    json.name("after").string(to_string(change.after));
    json.name("reason").string(change.reason);
    json.end_object();
  }
  json.end_array();
  json.name("behaviour_not_compared").string(comparison.behaviour_not_compared);
  json.name("behaviour").begin_array();
  for (const BehaviourChange& change : comparison.behaviour) {
    json.begin_object();
    json.name("target").string(change.target);
    json.name("what").string(change.what);
    json.name("before").string(change.before);
    json.name("after").string(change.after);
    json.name("exchanges").strings(change.exchanges);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace s2sconform
