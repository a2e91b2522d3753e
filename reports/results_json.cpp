#include "reports/results_json.h"

#include "harness/base/json_writer.h"
#include "harness/base/utc_text.h"
#include "harness/verdict/verdict_json.h"

namespace s2sconform {
namespace {

void write_shard(const Shard& shard, JsonWriter& json) {
  json.begin_object();
  json.name("index").number(static_cast<std::int64_t>(shard.index));
  json.name("total").number(static_cast<std::int64_t>(shard.total));
  json.end_object();
}

void write_run(const RunResult& run, JsonWriter& json) {
  json.name("run").begin_object();
  json.name("id").string(run.run_id);
  json.name("harness_version").string(run.harness_version);
  json.name("targets_file").string(run.targets_file);
  json.name("recording").string(run.recording);
  json.name("started").string(utc_to_milliseconds(run.started));
  json.name("ended").string(utc_to_milliseconds(run.ended));
  json.name("interrupted").boolean(run.interrupted);
  if (run.shard) {
    json.name("shard");
    write_shard(*run.shard, json);
  }
  if (!run.missing_shards.empty()) {
    json.name("missing_shards").begin_array();
    for (const Shard& shard : run.missing_shards) write_shard(shard, json);
    json.end_array();
  }
  json.end_object();
}

void write_tally(const Tally& counts, JsonWriter& json) {
  json.begin_object();
  json.name("pass").number(counts.pass);
  json.name("fail").number(counts.fail);
  json.name("warn").number(counts.warn);
  json.name("skip").number(counts.skip);
  json.name("error").number(counts.error);
  json.name("waived").number(counts.waived);
  json.name("total").number(counts.total());
  json.end_object();
}

void write_summary(const RunResult& run, JsonWriter& json) {
  json.name("summary").begin_object();
  json.name("tally");
  write_tally(tally(run.verdicts), json);
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
  json.name("former_names").strings(target.former_names);
  if (target.clock_ahead) json.name("clock_ahead_ms").number(target.clock_ahead->count());
  json.name("notes").strings(target.notes);
  if (target.probing_time) json.name("probing_seconds").seconds(*target.probing_time);
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

void write_waiver_use(const WaiverUse& use, JsonWriter& json) {
  json.begin_object();
  write_waiver(use.waiver, json);
  json.name("state").string(to_string(use.state));
  json.name("problem").string(use.problem);
  json.end_object();
}

void write_coverage(const RequirementCoverage& coverage, JsonWriter& json) {
  json.begin_object();
  json.name("id").string(coverage.id);
  json.name("suite").string(coverage.suite);
  json.name("level").string(to_string(coverage.level));
  json.name("basis").string(to_string(coverage.basis));
  json.name("sentence").string(coverage.sentence);
  json.name("source").string(coverage.source);
  json.name("former_ids").strings(coverage.former_ids);
  json.name("products").strings(coverage.products);
  json.name("probes").strings(coverage.probes);
  json.name("faults").strings(coverage.faults);
  json.name("verdicts");
  write_tally(coverage.verdicts, json);
  json.end_object();
}

void write_unobservable(const UnobservableRequirement& row, JsonWriter& json) {
  json.begin_object();
  json.name("id").string(row.id);
  json.name("suite").string(row.suite);
  json.name("sentence").string(row.sentence);
  json.name("reason").string(row.reason);
  json.end_object();
}

template <class Row>
void write_list(const char* name, const std::vector<Row>& rows, JsonWriter& json,
                void (*write)(const Row&, JsonWriter&)) {
  json.name(name).begin_array();
  for (const Row& row : rows) write(row, json);
  json.end_array();
}

}  // namespace

void write_results_json(const RunResult& run, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("schema_version").number(1);
  write_run(run, json);
  write_summary(run, json);
  write_list("targets", run.targets, json, write_target);
  json.name("verdicts").begin_array();
  for (const VerdictView verdict : run.verdicts) write_verdict(verdict, json);
  json.end_array();
  write_list("readiness", run.readiness, json, write_readiness);
  write_list("waivers", run.waivers, json, write_waiver_use);
  json.name("coverage").begin_object();
  write_list("requirements", run.coverage, json, write_coverage);
  write_list("unobservable", run.unobservable, json, write_unobservable);
  json.end_object();
  json.end_object();
}

}  // namespace s2sconform
