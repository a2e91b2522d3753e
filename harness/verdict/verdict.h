// The result of judging: one verdict per planned requirement and target.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
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

  friend bool operator==(const Finding&, const Finding&) = default;
};

// An entry of a waivers file: a requirement that is known to be broken, and is accepted for a time.
struct Waiver {
  std::string place;                      // in its file: "waivers.json:3:5"
  std::string requirement;                // id
  std::string target;                     // a shell pattern
  std::string reason;                     // one sentence
  std::string owner;                      // who is asked about it
  std::string url;                        // where it is tracked
  std::chrono::year_month_day expires{};  // the last day on which it counts, UTC
  std::string expected;  // a part of what the finding says (waivers.h: waiver_text); empty: any

  friend bool operator==(const Waiver&, const Waiver&) = default;
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
  std::vector<Finding> findings;          // of fail, warn and waived; at least one
  std::string reason;                     // of skip, error and waived; never empty there
  std::optional<Waiver> waiver;           // of waived
  bool missing_prerequisite = false;      // the reason says what the targets file lacks
  std::string remedy;                     // of fail, warn and waived: what an administrator does
  std::vector<std::string> notes;         // observed beside the verdict: "dialect: exchange"
  std::vector<std::string> exchanges;     // labels of the evidence that it rests on
  std::chrono::microseconds duration{0};  // of judging and of the exchanges it rests on

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// A verdict, wherever its parts are kept: by the same names, all of them borrowed.
struct VerdictView {
  const std::string& target;
  const std::string& product;
  const std::string& product_version;
  const std::string& suite;
  const std::string& requirement;
  const std::string& sentence;
  const std::string& source;
  Level level;
  Basis basis;
  Outcome outcome;
  const std::vector<Finding>& findings;
  const std::string& reason;
  const std::optional<Waiver>& waiver;
  bool missing_prerequisite;
  const std::string& remedy;
  const std::vector<std::string>& notes;
  const std::vector<std::string>& exchanges;
  std::chrono::microseconds duration;

  VerdictView(const Verdict& verdict);
  VerdictView(const Verdict&&) = delete;  // it would be gone
  // A verdict of which some parts are kept elsewhere.
  VerdictView(const Verdict& rest, const std::string& its_target, const std::string& its_reason,
              const std::vector<Finding>& its_findings, const std::vector<std::string>& its_notes,
              std::chrono::microseconds its_duration);

  Verdict copy() const;
};

struct Tally {
  std::size_t pass = 0, fail = 0, warn = 0, skip = 0, error = 0, waived = 0;

  void add(Outcome outcome);
  std::size_t total() const { return pass + fail + warn + skip + error + waived; }
};

}  // namespace s2sconform
