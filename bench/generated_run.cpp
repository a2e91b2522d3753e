#include "bench/generated_run.h"

#include "harness/base/base64.h"

namespace s2sconform::bench {
namespace {

constexpr std::size_t verdicts_of_target = 200;
constexpr std::size_t suites = 4;

Outcome outcome_of(std::size_t number, std::size_t seed) {
  const std::size_t hundredth = (number * 37 + seed) % 100;
  if (hundredth < 4) return Outcome::fail;
  if (hundredth < 6) return Outcome::warn;
  return hundredth < 16 ? Outcome::skip : Outcome::pass;
}

Verdict verdict_of(const TargetSummary& target, std::size_t number, std::size_t seed) {
  const std::size_t place = number % verdicts_of_target;
  Verdict verdict;
  verdict.target = target.name;
  verdict.product = target.product;
  verdict.product_version = target.product_version;
  verdict.suite = "suite-" + std::to_string(place * suites / verdicts_of_target);
  verdict.requirement = verdict.suite + ".requirement-" + std::to_string(place);
  verdict.sentence = "The metadata document names an issuer that is an application id and a realm.";
  verdict.source = "MS-XOAUTH 2.2; facts META-08";
  verdict.outcome = outcome_of(number, seed);
  verdict.exchanges = {"metadata.get", "metadata.again"};
  verdict.duration = std::chrono::microseconds(1500 + place);
  if (verdict.outcome == Outcome::skip) verdict.reason = "the document has no second key";
  if (verdict.outcome == Outcome::pass) verdict.notes = {"dialect: exchange"};
  if (verdict.outcome == Outcome::fail || verdict.outcome == Outcome::warn) {
    verdict.findings = {{"an issuer '<application id>@<realm>'",
                         "'00000002@' <without> a \"realm\"",
                         "/issuer of https://mail.example/autodiscover/metadata/json/1"}};
    verdict.remedy = "Set the realm with Set-AuthConfig and publish it.";
  }
  return verdict;
}

}  // namespace

RunResult generated_run(std::size_t verdicts, std::size_t seed) {
  RunResult run;
  run.run_id = "00000000-0000-4000-8000-000000000000";
  run.harness_version = "0.1.0";
  run.targets_file = "targets.json";
  for (std::size_t number = 0; number < verdicts; ++number) {
    if (number % verdicts_of_target == 0) {
      const std::string name = "target-" + std::to_string(number / verdicts_of_target);
      run.targets.push_back({name,
                             "exchange",
                             "Exchange Server 2019",
                             "2019",
                             "https://" + name + ".example",
                             {},
                             FeaturePart::mailboxes});
    }
    run.verdicts.add(verdict_of(run.targets.back(), number, seed));
  }
  return run;
}

std::string generated_token() {
  const auto segment = [](const std::string& text) { return encode_base64url(text); };
  return segment(R"({"typ":"JWT","alg":"RS256","x5t":"8zxK2mEIaLxQ7JHlYCSEJ2GJcZA"})") + "." +
         segment(R"({"aud":"00000002-0000-0ff1-ce00-000000000000/mail.example@example",)"
                 R"("iss":"00000004-0000-0ff1-ce00-000000000000@example","nbf":"1","exp":"2"})") +
         "." + segment(std::string(256, 's'));
}

Evidence generated_evidence(std::size_t exchanges) {
  Evidence evidence;
  for (std::size_t number = 0; number < exchanges; ++number) {
    Exchange exchange;
    exchange.label = "token.attempt-" + std::to_string(number);
    exchange.request = {"GET",
                        "https://mail.example/EWS/Exchange.asmx",
                        {{"Accept", "application/json"}, {"Authorization", "Bearer [redacted]"}},
                        ""};
    exchange.response = RecordedResponse{
        200,
        "1.1",
        {{"Content-Type", "application/json"}, {"Date", "Thu, 26 Nov 2026 12:00:00 GMT"}},
        R"({"id":"_:1","issuer":"00000002@example","keys":[{"value":")" + std::string(1400, 'A') +
            R"("}]})"};
    exchange.tls = TlsRecord{"TLSv1.3", "TLS_AES_256_GCM_SHA384", {std::string(800, 'c')}, 0, "ok"};
    exchange.remote_address = "127.0.0.1:443";
    evidence.exchanges.emplace(exchange.label, exchange);
  }
  return evidence;
}

}  // namespace s2sconform::bench
