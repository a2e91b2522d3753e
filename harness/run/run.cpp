#include "harness/run/run.h"

#include <openssl/rand.h>

#include <array>
#include <cstdio>
#include <list>
#include <map>
#include <utility>

#include "harness/engine/probe_engine.h"
#include "harness/judge/judge.h"

namespace s2sconform {
namespace {

// RFC 9562 section 5.4: a random GUID.
std::string random_guid() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), bytes.size());
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
    std::array<char, 3> hexadecimal{};
    std::snprintf(hexadecimal.data(), hexadecimal.size(), "%02x", static_cast<unsigned>(bytes[at]));
    text += hexadecimal.data();
  }
  return text;
}

// Trust anchors, read once however many targets name them.
class AnchorCache {
 public:
  Expected<TrustAnchors> load(const Target& target) {
    const auto key = std::pair(target.ca_file, target.ca_directory);
    const auto found = loaded_.find(key);
    if (found != loaded_.end()) return found->second;
    auto anchors = TrustAnchors::load(target.ca_file, target.ca_directory);
    if (!anchors) {
      return Unexpected(ConfigurationError{"target '" + target.name + "'", anchors.error(),
                                           "correct ca_file or ca_directory"});
    }
    return loaded_.emplace(key, *anchors).first->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, TrustAnchors> loaded_;
};

// One target while it is probed.
struct Probing {
  const PlannedTarget* planned;
  TargetSession session;
  Evidence evidence;
  ProbeContext context;

  Probing(const PlannedTarget& target, TrustAnchors anchors, ProbeEngine& engine)
      : planned(&target),
        session(*target.target, std::move(anchors)),
        context(*target.target, target.product, evidence, [this, &engine](Request request) {
          return engine.send(session, std::move(request));
        }) {
    engine.admit(session);
  }
};

Task<> probe_target(Probing& probing, std::size_t& done) {
  std::vector<Task<>> tasks;
  for (const Probe* probe : probing.planned->probes) tasks.push_back(probe->run(probing.context));
  co_await when_all(std::move(tasks));
  ++done;
}

TargetSummary summary_of(const PlannedTarget& planned) {
  return {planned.target->name, planned.target->product, planned.product.display_name(),
          planned.target->version, planned.target->base_urls.at("metadata")};
}

std::vector<Verdict> judge_targets(const Plan& plan, const std::list<Probing>& probed,
                                   std::chrono::sys_seconds now) {
  CertificateCache certificates;
  std::list<Subject> subjects;
  std::vector<PlannedTest> tests;
  auto evidence = probed.begin();
  for (const PlannedTarget& planned : plan.targets) {
    subjects.emplace_back(*planned.target, planned.product, (evidence++)->evidence, certificates,
                          now);
    for (const PlannedRequirement& requirement : planned.requirements) {
      tests.push_back({requirement.suite, requirement.requirement, &subjects.back()});
    }
  }
  std::vector<Verdict> verdicts;
  verdicts.reserve(tests.size());
  judge_all(tests, [&](Verdict verdict) { verdicts.push_back(std::move(verdict)); });
  return verdicts;
}

}  // namespace

Expected<CompletedRun> run(const Plan& plan, const RunOptions& options, Progress& progress) {
  CompletedRun completed;
  RunResult& result = completed.result;
  result.run_id = random_guid();
  result.harness_version = S2SCONFORM_VERSION;
  result.targets_file = options.targets_file;
  result.started = std::chrono::system_clock::now();

  ProbeEngine engine({.stop_descriptor = options.stop_descriptor});
  AnchorCache anchors;
  std::list<Probing> probing;
  for (const PlannedTarget& planned : plan.targets) {
    const Expected<TrustAnchors> trusted = anchors.load(*planned.target);
    if (!trusted) return Unexpected(trusted.error());
    probing.emplace_back(planned, *trusted, engine);
    result.targets.push_back(summary_of(planned));
  }
  std::size_t done = 0;
  std::vector<Task<>> tasks;
  for (Probing& target : probing) tasks.push_back(probe_target(target, done));
  engine.run(std::move(tasks), [&] { progress.probing(done, plan.targets.size()); });
  progress.probing(done, plan.targets.size());

  result.interrupted = engine.stopped();
  result.verdicts =
      judge_targets(plan, probing, std::chrono::floor<std::chrono::seconds>(result.started));
  for (Probing& target : probing) completed.evidence.push_back(std::move(target.evidence));
  result.ended = std::chrono::system_clock::now();
  return completed;
}

}  // namespace s2sconform
