// The result of judging: one verdict per planned requirement and target. Reports read nothing else.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

enum class Level { must, should, may };

// What a requirement rests on. What is only observed or inferred is SHOULD at most, unless the
// basis is `safety`: no source says it, but a miss is dangerous.
enum class Basis { specification, vendor_documentation, observed, inferred, safety };

enum class Outcome {
  pass,
  fail,   // a MUST is broken
  warn,   // a SHOULD or MAY is broken
  skip,   // not judged, for the reason given
  error,  // could not be judged
  waived,
};

std::string_view to_string(Level level);      // "MUST"
std::string_view to_string(Basis basis);      // "specification"
std::string_view to_string(Outcome outcome);  // "pass"

// One way in which a requirement was found broken. The texts may hold anything that a server sent.
struct Finding {
  std::string expected;
  std::string actual;
  std::string where;  // "/keys/0/keyinfo/x5t of https://…"; may be empty
};

struct Verdict {
  std::string target;
  std::string product;          // id
  std::string product_version;  // id
  std::string suite;            // id: "metadata"
  std::string requirement;      // id: "metadata.issuer-form"
  std::string sentence;         // the requirement in words
  std::string source;           // "MS-XOAUTH 2.2"
  Level level = Level::must;
  Basis basis = Basis::specification;
  Outcome outcome = Outcome::error;
  std::vector<Finding> findings;          // of fail and warn; at least one
  std::string reason;                     // of skip, error and waived; never empty there
  bool missing_prerequisite = false;      // the reason says what the targets file lacks
  std::string remedy;                     // of fail and warn: what an administrator does
  std::vector<std::string> notes;         // observed beside the verdict: "dialect: exchange"
  std::vector<std::string> exchanges;     // labels of the evidence that it rests on
  std::chrono::microseconds duration{0};  // of judging and of the exchanges it rests on
};

struct Tally {
  std::size_t pass = 0, fail = 0, warn = 0, skip = 0, error = 0, waived = 0;

  void add(Outcome outcome);
  std::size_t total() const { return pass + fail + warn + skip + error + waived; }
};

Tally tally(const std::vector<Verdict>& verdicts);

// What a product keeps that features between products are about.
enum class FeaturePart { none, conversations, mailboxes };

struct TargetSummary {
  std::string name;
  std::string product;
  std::string product_display_name;  // "Exchange Server 2019"
  std::string product_version;
  std::string url;
  FeaturePart part = FeaturePart::none;
};

enum class Readiness { ready, not_ready, undecided };

std::string_view to_string(Readiness readiness);  // "not ready"

// Whether a feature that rests on server-to-server authentication can be configured.
struct FeatureReadiness {
  struct Basis {
    std::string target;
    std::string requirement;
    Outcome outcome = Outcome::error;
  };

  std::string feature;
  Readiness state = Readiness::undecided;
  std::string reason;           // one sentence without a full stop
  std::vector<Basis> rests_on;  // in the order of the run
};

struct RunResult {
  std::string run_id;           // a random GUID
  std::string harness_version;  // "0.1.0"
  std::string targets_file;
  std::chrono::system_clock::time_point started;
  std::chrono::system_clock::time_point ended;
  bool interrupted = false;
  std::vector<TargetSummary> targets;  // in the targets file's order
  std::vector<Verdict> verdicts;       // by target in that order, then suite, then requirement
  std::vector<FeatureReadiness> readiness;
};

// The exit status of a run: 0 conforms; 1 a requirement failed; 3 something could not be judged, or
// nothing was, and nothing failed; 130 interrupted.
int exit_status(const RunResult& run);

}  // namespace s2sconform
