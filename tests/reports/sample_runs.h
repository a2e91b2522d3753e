// Runs as the reporters' tests use them. Nothing in them depends on the clock or the machine.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "harness/verdict/run_result.h"
#include "reports/html.h"

namespace s2sconform {

// A verdict with all its texts filled as its outcome wants them.
Verdict sample_verdict(const std::string& target, const std::string& suite,
                       const std::string& requirement, Outcome outcome);

VerdictStore store_of(std::vector<Verdict> verdicts);

// Changes the run's verdict of that number.
void change(RunResult& run, std::size_t number, const std::function<void(Verdict&)>& how);

// Three targets and every outcome; one failure is the same on two targets.
RunResult sample_run();

// What the verdicts of `run`, which is borrowed, rest on: an exchange "metadata" of each target.
EvidenceSource sample_evidence(const RunResult& run);

// A waived verdict, and three waivers: applied, expired, not judged.
RunResult waived_run();

// Every text holds what would break a careless reporter: bytes that are not UTF-8, control
// characters, terminal escape sequences, bidirectional controls, markup, made-up report lines.
RunResult hostile_run();

// hostile_run, and a finding whose texts have 10 MB each, one of them not UTF-8; and long names.
RunResult huge_run();

// `targets` targets with `requirements` passing requirements each.
RunResult large_run(std::size_t targets, std::size_t requirements);

}  // namespace s2sconform
