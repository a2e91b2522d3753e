// The parts of a run that take its time, one by one, with Google Benchmark.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/generated_run.h"
#include "harness/evidence/har.h"
#include "harness/evidence/redaction.h"
#include "harness/http/challenge.h"
#include "harness/identity/key_files.h"
#include "harness/token/draft.h"
#include "reports/html.h"
#include "reports/junit.h"
#include "reports/results_json.h"
#include "reports/results_reader.h"
#include "tests/reports/bounded_memory.h"

namespace s2sconform::bench {
namespace {

constexpr std::size_t many_verdicts = 50'000;
constexpr std::size_t many_exchanges = 200;

// A disk is not measured.
template <typename Write>
void measure_writer(benchmark::State& state, Write write) {
  CountingBuffer counter;
  std::ostream out(&counter);
  for (auto _ : state) write(out);
  state.SetBytesProcessed(static_cast<std::int64_t>(counter.bytes));
}

void junit_writer(benchmark::State& state) {
  const RunResult run = generated_run(many_verdicts, 0);
  measure_writer(state, [&](std::ostream& out) { write_junit(run, JunitProfile::strict, out); });
}

void html_writer(benchmark::State& state) {
  const RunResult run = generated_run(many_verdicts, 0);
  const auto evidence = [](const std::string&) { return Evidence(); };
  measure_writer(state, [&](std::ostream& out) { write_html(run, evidence, out); });
}

void results_writer(benchmark::State& state) {
  const RunResult run = generated_run(many_verdicts, 0);
  measure_writer(state, [&](std::ostream& out) { write_results_json(run, out); });
}

void results_reader(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("s2sconform-kernels-" + std::to_string(::getpid()) + ".json");
  std::ofstream out(file);
  write_results_json(generated_run(many_verdicts, 0), out);
  out.close();
  for (auto _ : state) {
    if (!read_results(file)) state.SkipWithError("results.json was not read");
  }
  state.SetBytesProcessed(
      static_cast<std::int64_t>(state.iterations() * std::filesystem::file_size(file)));
  std::filesystem::remove(file);
}

void har_writer(benchmark::State& state) {
  const Evidence evidence = generated_evidence(many_exchanges);
  measure_writer(state, [&](std::ostream& out) { write_har("target", evidence, "0.1.0", out); });
}

void har_reader(benchmark::State& state) {
  std::ostringstream out;
  write_har("target", generated_evidence(many_exchanges), "0.1.0", out);
  const std::string text = out.str();
  for (auto _ : state) {
    if (!read_har(text, "target.har")) state.SkipWithError("the archive was not read");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

SigningKey new_key() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return make_signing_key(2048, {"s2sconform bench", now, now + std::chrono::hours(1)}).value();
}

void token_signing(benchmark::State& state) {
  const SigningKey key = new_key();
  const std::string input = generated_token();
  for (auto _ : state) benchmark::DoNotOptimize(key.sign(input));
}

void token_sealing(benchmark::State& state) {
  const SigningKey key = new_key();
  const TokenTerms terms{"00000002-0000-0ff1-ce00-000000000000",
                         "mail.example",
                         "example",
                         "00000004-0000-0ff1-ce00-000000000000",
                         {},
                         {}};
  for (auto _ : state) benchmark::DoNotOptimize(seal(draft_actor_token(terms, key, true)));
}

void challenge_parser(benchmark::State& state) {
  const std::vector<std::string> fields = {
      R"(Bearer client_id="00000002-0000-0ff1-ce00-000000000000", )"
      R"(trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1")",
      "Negotiate", R"(NTLM, Basic realm="mail.example")"};
  for (auto _ : state) benchmark::DoNotOptimize(parse_challenges(fields));
  state.SetBytesProcessed(static_cast<std::int64_t>(
      state.iterations() * (fields[0].size() + fields[1].size() + fields[2].size())));
}

void redaction(benchmark::State& state) {
  const Redactor redactor({Secret("a client secret"), Secret(generated_token())});
  std::string text = R"({"keys":[")" + std::string(1400, 'A') + R"("],"access_token":")" +
                     generated_token() + R"(","other":"a client secret"})";
  for (auto _ : state) benchmark::DoNotOptimize(redactor.text(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

BENCHMARK(junit_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(html_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(results_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(results_reader)->Unit(benchmark::kMillisecond);
BENCHMARK(har_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(har_reader)->Unit(benchmark::kMillisecond);
BENCHMARK(token_signing)->Unit(benchmark::kMicrosecond);
BENCHMARK(token_sealing)->Unit(benchmark::kMicrosecond);
BENCHMARK(challenge_parser)->Unit(benchmark::kMicrosecond);
BENCHMARK(redaction)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace s2sconform::bench

BENCHMARK_MAIN();
