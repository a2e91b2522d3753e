#include "reports/results_json.h"

#include "harness/base/json_writer.h"
#include "reports/report_time.h"

namespace s2sconform {
namespace {

void write_run(const RunResult& run, JsonWriter& json) {
  json.name("run").begin_object();
  json.name("id").string(run.run_id);
  json.name("harness_version").string(run.harness_version);
  json.name("targets_file").string(run.targets_file);
  json.name("started").string(utc_to_milliseconds(run.started));
  json.name("ended").string(utc_to_milliseconds(run.ended));
  json.name("interrupted").boolean(run.interrupted);
  json.end_object();
}

void write_summary(const RunResult& run, JsonWriter& json) {
  const Tally counts = tally(run.verdicts);
  json.name("summary").begin_object();
  json.name("tally").begin_object();
  json.name("pass").number(counts.pass);
  json.name("fail").number(counts.fail);
  json.name("warn").number(counts.warn);
  json.name("skip").number(counts.skip);
  json.name("error").number(counts.error);
  json.name("waived").number(counts.waived);
  json.name("total").number(counts.total());
  json.end_object();
  json.name("exit_status").number(static_cast<std::uint64_t>(exit_status(run)));
  json.end_object();
}

void write_target(const TargetSummary& target, JsonWriter& json) {
  json.begin_object();
  json.name("name").string(target.name);
  json.name("product").string(target.product);
  json.name("product_display_name").string(target.product_display_name);
  json.name("product_version").string(target.product_version);
  json.name("url").string(target.url);
  json.end_object();
}

void write_finding(const Finding& finding, JsonWriter& json) {
  json.begin_object();
  json.name("expected").string(finding.expected);
  json.name("actual").string(finding.actual);
  json.name("where").string(finding.where);
  json.end_object();
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
  json.name("missing_prerequisite").boolean(verdict.missing_prerequisite);
  json.name("remedy").string(verdict.remedy);
  json.name("notes").strings(verdict.notes);
  json.name("exchanges").strings(verdict.exchanges);
  json.name("duration_seconds").seconds(verdict.duration);
  json.end_object();
}

void write_readiness(const FeatureReadiness& readiness, JsonWriter& json) {
  json.begin_object();
  json.name("feature").string(readiness.feature);
  json.name("state").string(to_string(readiness.state));
  json.name("reason").string(readiness.reason);
  json.name("rests_on").begin_array();
  for (const FeatureReadiness::Basis& basis : readiness.rests_on) {
    json.begin_object();
    json.name("target").string(basis.target);
    json.name("requirement").string(basis.requirement);
    json.name("outcome").string(to_string(basis.outcome));
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

void write_results_json(const RunResult& run, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("schema_version").number(1);
  write_run(run, json);
  write_summary(run, json);
  json.name("targets").begin_array();
  for (const TargetSummary& target : run.targets) write_target(target, json);
  json.end_array();
  json.name("verdicts").begin_array();
  for (const Verdict& verdict : run.verdicts) write_verdict(verdict, json);
  json.end_array();
  json.name("readiness").begin_array();
  for (const FeatureReadiness& readiness : run.readiness) write_readiness(readiness, json);
  json.end_array();
  json.end_object();
}

}  // namespace s2sconform
