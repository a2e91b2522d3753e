#include "tests/reports/sample_runs.h"

#include <chrono>
#include <utility>

namespace s2sconform {
namespace {

using namespace std::chrono_literals;

RunResult empty_run() {
  RunResult run;
  run.run_id = "0b8e6c9e-5d0c-4c0e-9a39-3f1f2f4b7a10";
  run.harness_version = "0.1.0";
  run.targets_file = "/etc/s2sconform/targets.json";
  run.started = std::chrono::sys_days{std::chrono::year{2026} / 2 / 28} + 23h + 59min + 58s + 7ms;
  run.ended = run.started + 2345ms;
  return run;
}

std::string hostile_text() {
  std::string text =
      "a\xFF\xC0\xAF\xED\xA0\x80z ]]><failure message=\"x\"/> & 'q' \x01\x1B[31mred\x1B[0m";
  text += "\x1B]0;title\x07 \u202Eright to left\u2066 \u00FC\u0085 \uFFFE DOMAIN\\user\r\n";
  text += "Result: conforms: 1 passed\n[[ATTACHMENT|/etc/passwd]]\n\ttab";
  text.push_back('\0');
  return text + "\xE2\x82";  // a character that is cut off
}

}  // namespace

Verdict sample_verdict(const std::string& target, const std::string& suite,
                       const std::string& requirement, Outcome outcome) {
  Verdict verdict;
  verdict.target = target;
  verdict.product = "exchange";
  verdict.product_version = "2019";
  verdict.suite = suite;
  verdict.requirement = requirement;
  verdict.sentence = "The sentence of " + requirement + " says what a server must do.";
  verdict.source = "MS-XOAUTH 2.2";
  verdict.outcome = outcome;
  verdict.duration = 1234567us;
  verdict.exchanges = {"metadata"};
  switch (outcome) {
    case Outcome::pass:
      break;
    case Outcome::warn:
      verdict.level = Level::should;
      verdict.basis = Basis::observed;
      [[fallthrough]];
    case Outcome::fail:
      verdict.findings = {{"a realm", "no realm", "/realm of https://" + target + ".example"}};
      verdict.remedy = "Set the realm with Set-AuthConfig.";
      break;
    case Outcome::skip:
      verdict.reason = "no identity is trusted by this target";
      break;
    case Outcome::error:
      verdict.reason = "the connection was refused";
      break;
    case Outcome::waived:
      verdict.reason = "TICKET-17: mended in March";
      break;
  }
  return verdict;
}

VerdictStore store_of(std::vector<Verdict> verdicts) {
  VerdictStore store;
  for (Verdict& verdict : verdicts) store.add(std::move(verdict));
  return store;
}

void change(RunResult& run, std::size_t number, const std::function<void(Verdict&)>& how) {
  Verdict verdict = run.verdicts[number].copy();
  how(verdict);
  run.verdicts.replace(number, std::move(verdict));
}

RunResult sample_run() {
  RunResult run = empty_run();
  run.targets = {
      {"mail-a", "exchange", "Exchange Server 2019", "2019", "https://mail-a.example", {}},
      {"mail-b", "exchange", "Exchange Server 2019", "2019", "https://mail-b.example", {}},
      {"lync", "lync", "Skype for Business Server 2015", "2015", "https://lync.example", {"ocs"}}};
  run.targets[1].clock_ahead = -95'400ms;
  run.targets[1].notes = {"its clock is 95 seconds behind this machine's"};
  for (const std::string target : {"mail-a", "mail-b"}) {
    run.verdicts.add(sample_verdict(target, "metadata", "metadata.served", Outcome::pass));
    run.verdicts.add(sample_verdict(target, "metadata", "metadata.issuer-form", Outcome::fail));
    run.verdicts.add(sample_verdict(target, "metadata", "metadata.key-size", Outcome::warn));
    run.verdicts.add(sample_verdict(target, "token", "token.realm", Outcome::skip));
  }
  change(run, 0, [](Verdict& verdict) { verdict.notes = {"dialect: exchange"}; });
  change(run, 6, [](Verdict& two_findings) {
    two_findings.findings.push_back(
        {"a key of 2048 bits",
         "one of 1024 bits, which every current product refuses to sign "
         "with",
         ""});
  });
  run.verdicts.add(sample_verdict("lync", "metadata", "metadata.served", Outcome::error));
  run.verdicts.add(sample_verdict("lync", "metadata", "metadata.issuer-form", Outcome::error));
  run.verdicts.add(sample_verdict("lync", "token", "token.realm", Outcome::waived));
  run.readiness = {{"Exchange archiving integration",
                    Readiness::not_ready,
                    "metadata.issuer failed on one",
                    {{"one", "metadata.issuer", Outcome::fail}}},
                   {"Unified contact store", Readiness::undecided, "nothing was judged", {}}};
  return run;
}

EvidenceSource sample_evidence(const RunResult& run) {
  return [&run](const std::string& name) {
    Evidence evidence;
    for (const TargetSummary& target : run.targets) {
      if (target.name != name) continue;
      Exchange exchange;
      exchange.label = "metadata";
      exchange.request = {"GET", target.url + "/metadata/json/1", {{"Accept", "*/*"}}, ""};
      exchange.response = RecordedResponse{
          200, "1.1", {{"Content-Type", "application/json"}}, "{\"issuer\": \"\"}\n</script>"};
      exchange.tls = TlsRecord{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {"der"}, 0, ""};
      exchange.remote_address = "10.0.0.5:443";
      exchange.timing.total = 12345us;
      evidence.exchanges.emplace(exchange.label, exchange);
    }
    return evidence;
  };
}

namespace {

Waiver sample_waiver(const std::string& requirement, const std::string& target) {
  using namespace std::chrono;
  return {"waivers.json:3:5",
          requirement,
          target,
          "renewed on Sunday",
          "anna",
          "https://tracker.example/1",
          year{2026} / 12 / 31,
          "expected a realm"};
}

}  // namespace

RunResult waived_run() {
  RunResult run = empty_run();
  run.targets = {
      {"mail-a", "exchange", "Exchange Server 2019", "2019", "https://mail-a.example", {}}};
  Verdict verdict = sample_verdict("mail-a", "metadata", "metadata.issuer-form", Outcome::fail);
  verdict.outcome = Outcome::waived;
  verdict.waiver = sample_waiver("metadata.issuer-form", "mail-*");
  verdict.reason = "renewed on Sunday (anna, https://tracker.example/1, until 2026-12-31)";
  run.verdicts =
      store_of({verdict, sample_verdict("mail-a", "metadata", "metadata.served", Outcome::pass)});
  Waiver expired = sample_waiver("metadata.key-size", "mail-b");
  expired.place = "waivers.json:9:5";
  run.waivers = {{*verdict.waiver, WaiverUse::State::applied, ""},
                 {expired, WaiverUse::State::expired, "waivers.json:9:5: expired"},
                 {sample_waiver("token.realm", "mail-a"), WaiverUse::State::not_judged, ""}};
  run.coverage = {{"metadata.issuer-form",
                   "metadata",
                   Level::must,
                   Basis::specification,
                   "The issuer has a form.",
                   "MS-XOAUTH 2.2",
                   {"metadata.issuer"},
                   {"exchange", "lync (some versions)"},
                   {"document"},
                   {"issuer-upper-case"},
                   {.waived = 1}}};
  run.unobservable = {{"facts X-1", "metadata", "Something.", "Nobody sees it."}};
  return run;
}

RunResult hostile_run() {
  RunResult run = empty_run();
  const std::string text = hostile_text();
  run.run_id = run.harness_version = run.targets_file = text;
  run.targets = {{text, text, text, text, text, {text}}};
  for (const Outcome outcome : {Outcome::pass, Outcome::fail, Outcome::warn, Outcome::skip,
                                Outcome::error, Outcome::waived}) {
    Verdict verdict = sample_verdict(text, text, std::string(to_string(outcome)) + text, outcome);
    verdict.product = verdict.product_version = verdict.sentence = verdict.source = text;
    for (Finding& finding : verdict.findings) finding = {text, text, text};
    if (!verdict.reason.empty()) verdict.reason = text;
    if (!verdict.remedy.empty()) verdict.remedy = text;
    verdict.notes = verdict.exchanges = {text};
    run.verdicts.add(Verdict(verdict));
  }
  run.readiness = {{text, Readiness::ready, text, {{text, text, Outcome::pass}}}};
  const Waiver waiver{text, text, text, text, text, text, std::chrono::year{2026} / 12 / 31, text};
  change(run, run.verdicts.size() - 1, [&](Verdict& verdict) { verdict.waiver = waiver; });
  run.waivers = {{waiver, WaiverUse::State::unused, text}};
  run.coverage = {
      {text, text, Level::must, Basis::observed, text, text, {text}, {text}, {text}, {text}, {}}};
  run.unobservable = {{text, text, text, text}};
  return run;
}

RunResult huge_run() {
  RunResult run = hostile_run();
  constexpr std::size_t size = 10 * 1024 * 1024;
  change(run, 1, [](Verdict& verdict) {
    verdict.findings = {{std::string(size, 'x'), std::string(size, '\xFF'), ""}};
    verdict.requirement = std::string(1000, 'r');
  });
  change(run, 2, [](Verdict& verdict) { verdict.requirement = std::string(1000, 'r') + "2"; });
  return run;
}

RunResult large_run(std::size_t targets, std::size_t requirements) {
  RunResult run = empty_run();
  for (std::size_t i = 0; i < targets; ++i) {
    const std::string target = "target-" + std::to_string(i);
    run.targets.push_back({target, "exchange", "Exchange Server 2019", "2019", "", {}});
    for (std::size_t j = 0; j < requirements; ++j) {
      run.verdicts.add(
          sample_verdict(target, "metadata", "metadata.r" + std::to_string(j), Outcome::pass));
    }
  }
  return run;
}

}  // namespace s2sconform
